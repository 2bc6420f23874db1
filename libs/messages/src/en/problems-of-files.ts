import type { fileProblems as zh } from '../zh/problems-of-files.ts';

export const fileProblems: typeof zh = {
  document: {
    empty: 'The file is empty; choose the one with the readout.',
    'too-large': 'The file has {{bytes}} bytes, and {{limit}} is the limit; give the readout alone, without pictures.',
    'unknown-kind': 'A file like {{kind}} cannot be read; give .docx, .pdf, .txt, .md or a saved .html page.',
    'wrong-content':
      'The file is not what its name says ({{kind}}); save it anew in that format, or give it its right name.',
    'old-word': 'The file is of an old Word format; open it and save it as .docx.',
    encrypted: 'The file is locked with a password; save it without one.',
    'encoding-unknown': 'It is not certain which encoding the text is in; save it as UTF-8.',
    'too-long': 'The file holds {{bytes}} bytes of text, more than {{limit}}; give the readout of this meeting only.',
    'no-text':
      'There is no text in the file, so it may be scanned; give the text itself, or a file from a text recognition that somebody checked.',
    'fonts-missing': 'The PDF does not say which characters its fonts mean; give the Word file, or paste the text.',
    doctype:
      'The Word file contains a document type declaration, which is never needed; save it anew with Word or WPS.',
    bomb: 'The file unpacks to far more than a readout has; save it anew, without pictures.',
    damaged: 'The file is damaged; open it, check it and save it anew.',
    'too-heavy': 'Reading the file takes too much memory; give the part with the readout, or paste the text.',
    'too-slow':
      'The file could not be read within {{seconds}} seconds; give the part with the readout, or paste the text.',
  },
  evidence: {
    empty: 'The file is empty; choose another one.',
    'too-large': 'The file has {{bytes}} bytes, and {{limit}} is the limit; make it smaller, or give parts of it.',
    'unknown-kind':
      'A file like {{name}} is not taken; give .pdf, .ofd, .docx, .xlsx, .pptx, .jpg, .png, .gif, .webp, .txt or .csv.',
    'wrong-content': '{{name}} is not what its name says; save it anew in that format, or give it its right name.',
    macros: '{{name}} contains macros; save it without them.',
    damaged: '{{name}} is damaged; open it, check it and save it anew.',
    'too-many': 'You have {{limit}} files that are in no report yet; report with them, or wait a day.',
    unknown: 'One of these files is not yours for this task, or was removed after a day; add it again.',
    erased: 'This file was erased with the words that it came with.',
  },
};
