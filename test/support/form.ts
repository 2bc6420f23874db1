/** A form with a file, as a browser sends it: the body and its headers. */
export async function formWith(bytes: Uint8Array, name: string, fields: Record<string, string> = {}) {
  const data = new FormData();
  for (const [field, value] of Object.entries(fields)) data.append(field, value);
  data.append('file', new File([new Uint8Array(bytes)], name));
  const request = new Response(data);
  const headers = { 'content-type': request.headers.get('content-type') ?? '' };
  return { headers, body: new Uint8Array(await request.arrayBuffer()) };
}
