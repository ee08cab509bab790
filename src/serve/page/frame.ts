import { Html, html } from './html.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

/** A page that says all without a script, and then asks for itself again. Pure. */
export function frame(title: string, intervalMs: number, main: Html): string {
  const seconds = Math.max(5, Math.round(intervalMs / 1000));
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - probe-env</title>
<noscript><meta http-equiv="refresh" content="${seconds}"></noscript>
<style>${new Html(STYLE)}</style>
</head>
<body>
<main data-every="${seconds * 1000}">
${main}
</main>
<p id="state" role="status" class="dim"></p>
<script>${new Html(SCRIPT)}</script>
</body>
</html>
`.text;
}
