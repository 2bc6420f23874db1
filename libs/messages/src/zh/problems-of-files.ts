/** Of files: readouts as they are given, and evidence. */
export const fileProblems = {
  document: {
    empty: '文件是空的，请选择有通稿内容的文件。',
    'too-large': '文件有 {{bytes}} 字节，上限是 {{limit}} 字节；请只提供通稿，不带图片。',
    'unknown-kind': '读不了{{kind}}这类文件；请提供 .docx、.pdf、.txt、.md 或另存的 .html 网页。',
    'wrong-content': '文件内容与文件名（{{kind}}）不符；请按该格式重新保存，或改正文件名。',
    'old-word': '这是旧版 Word 格式；请打开后另存为 .docx。',
    encrypted: '文件有密码；请去掉密码后重新保存。',
    'encoding-unknown': '无法确定文件的文字编码；请另存为 UTF-8。',
    'too-long': '文件里的文字有 {{bytes}} 字节，超过 {{limit}} 字节；请只提供这次会议的通稿。',
    'no-text': '文件里没有文字，可能是扫描件；请提供文字稿，或经人工核对的文字识别结果。',
    'fonts-missing': '这个 PDF 没有说明字体对应的文字；请提供 Word 文件，或直接粘贴正文。',
    doctype: 'Word 文件里有文档类型声明，正常文件没有；请用 Word 或 WPS 重新保存。',
    bomb: '文件解压后远超一篇通稿的大小；请不带图片重新保存。',
    damaged: '文件已损坏；请打开检查后重新保存。',
    'too-heavy': '读取这个文件占用内存过多；请只提供通稿部分，或直接粘贴正文。',
    'too-slow': '{{seconds}} 秒内没能读完文件；请只提供通稿部分，或直接粘贴正文。',
  },
  evidence: {
    empty: '文件是空的，请另选。',
    'too-large': '文件有 {{bytes}} 字节，上限为 {{limit}}；请压缩或分开提供。',
    'unknown-kind':
      '不接受 {{name}} 这类文件；请提供 .pdf、.ofd、.docx、.xlsx、.pptx、.jpg、.png、.gif、.webp、.txt 或 .csv。',
    'wrong-content': '{{name}} 的内容与文件名不符；请按该格式另存，或改用正确的文件名。',
    macros: '{{name}} 含有宏，请去除后另存。',
    damaged: '{{name}} 已损坏；请打开检查后另存。',
    'too-many': '您有 {{limit}} 个文件尚未用于任何报告；请先用其报告，或等待一天。',
    unknown: '其中有文件不是您为本任务添加的，或已满一天被清除；请重新添加。',
    erased: '该文件已随其文字一并抹除。',
  },
};
