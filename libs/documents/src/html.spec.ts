import { describe, expect, it } from 'vitest';
import { htmlText } from './html.ts';

describe('a page', () => {
  it('gives a line for each paragraph, heading and list item, as it is read', () => {
    const page =
      '<h1>通稿</h1><div>一要\n  抓<b>安全</b>。<br>二要抓&amp;落实。</div><ol start="3"><li>三</li><li>四<ul><li>甲</li></ul></li></ol>';
    expect(htmlText(page)).toBe('通稿\n一要 抓安全。\n二要抓&落实。\n3. 三\n4. 四\n甲');
  });
  it('leaves out what nobody reads', () => {
    const page =
      '<head><title>x</title></head><nav>首页</nav><script>a()</script><p>正文<a id="footnote-ref-1">[1]</a>。</p><style>p{}</style>';
    expect(htmlText(page)).toBe('正文。');
  });
  it('keeps the columns of a table in their places', () => {
    const page =
      '<table><tr><th>任务</th><th>单位</th></tr><tr><td>一</td><td rowspan="2"><p>甲</p><p>乙</p></td></tr><tr><td>二</td></tr><tr><td colspan="2">备注</td></tr></table>';
    expect(htmlText(page)).toBe('任务\t单位\n一\t甲 乙\n二\t\n备注\t');
  });
  it('is read to its end however it is broken', () => {
    expect(htmlText('<table><tr><td>一<td>二')).toBe('一\t二');
    expect(htmlText('<td>一</table></tr><p>二')).toBe('一\n二');
    expect(htmlText('</script></nav><script>never closed')).toBe('');
    const nested = 20_000;
    expect(htmlText(`${'<div>'.repeat(nested)}深${'</div>'.repeat(nested)}`)).toBe('深');
    expect(htmlText(`${'<table><tr><td rowspan=99999 colspan=99999>'.repeat(50)}深`)).toContain('深');
  });
});
