import { createHash } from 'node:crypto'

/** The whole look of customers' pages: one column, 17 px, light and dark, nothing loaded from anywhere. */
export const style = `
:root{color-scheme:light dark;
--paper:light-dark(#f5f2ec,#15120f);--raised:light-dark(#fff,#25211b);--sunken:light-dark(#ece7de,#0f0d0b);
--ink:light-dark(#27211b,#f0eae1);--soft:light-dark(#5b5349,#bdb3a6);--line:light-dark(#e5dfd4,#332d26);
--edge:light-dark(#91877a,#7d7366);--accent:light-dark(#b0430d,#f0935a);--on:light-dark(#fff,#2b1406);
--link:light-dark(#9c3a09,#f5a676);--warm:light-dark(#fbece0,#38241a);--good:light-dark(#2c6a3b,#92cd9b);
--bad:light-dark(#a71d3b,#f48f9c)}
*{box-sizing:border-box}
html{font:17px/1.55 "Inter Variable",Inter,system-ui,-apple-system,"Segoe UI",sans-serif;background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%}
body{margin:0;padding:0 1.25rem 4rem}
header,main,footer{max-width:38rem;margin:0 auto}
header{display:flex;gap:1rem;justify-content:space-between;align-items:center;padding:1.1rem 0;color:var(--soft);flex-wrap:wrap}
header b{color:var(--ink);font-weight:650}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);font-size:.88rem}
h1{font-size:1.7rem;line-height:1.25;letter-spacing:-.015em;font-weight:650;margin:1.5rem 0 .5rem;overflow-wrap:anywhere}
h2{font-size:1.05rem;font-weight:650;margin:2.2rem 0 .6rem}
p{margin:.6rem 0}
a{color:var(--link);text-underline-offset:.18em}
.soft{color:var(--soft)}.small{font-size:.88rem}
.card{background:var(--raised);border:1px solid var(--line);border-radius:14px;padding:1.15rem 1.3rem;margin:1.1rem 0;box-shadow:0 1px 2px light-dark(rgb(60 44 24/.07),rgb(0 0 0/.3))}
.card>:first-child{margin-top:0}.card>:last-child{margin-bottom:0}
.text{white-space:pre-wrap;overflow-wrap:anywhere}
.person{display:flex;gap:.9rem;align-items:center}
.face{flex:none;width:3rem;height:3rem;border-radius:50%;background:var(--warm);color:var(--link);display:grid;place-items:center;font-weight:650}
.face.s{width:2.1rem;height:2.1rem;font-size:.8rem}
.person p{margin:0}
form{margin:1rem 0}
label{display:block;font-weight:600;margin:1rem 0 .3rem}
textarea,input[type=email],input[type=file]{width:100%;font:inherit;color:inherit;background:var(--raised);border:1px solid var(--edge);border-radius:10px;padding:.65rem .8rem}
textarea{min-height:7.5rem;resize:vertical}
button,.button{display:inline-flex;align-items:center;justify-content:center;min-height:3rem;padding:.6rem 1.35rem;border-radius:10px;border:1px solid var(--edge);background:var(--raised);color:var(--ink);font:inherit;font-weight:600;cursor:pointer;text-decoration:none}
button.main,.button.main{background:var(--accent);border-color:var(--accent);color:var(--on)}
button.plain{border:0;background:none;color:var(--link);padding:0;min-height:2.2rem;text-decoration:underline;text-underline-offset:.18em;font-weight:500}
header form.row{margin:0;flex-wrap:nowrap}form.card>input[type=hidden]+label{margin-top:0}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.row{display:flex;gap:.8rem;flex-wrap:wrap;align-items:center;margin-top:1rem}
hr{border:0;border-top:1px solid var(--line);margin:1.6rem 0}
ul.plain{list-style:none;margin:0;padding:0}ul.card{margin:1.1rem 0;padding:.2rem 1.3rem}
ul.plain li+li{margin-top:.6rem}.list li+li,.files li+li{margin-top:0}.card h2{margin:1.2rem 0 .4rem;font-size:.95rem}
.list li{border-top:1px solid var(--line)}.list li:first-child{border-top:0}
.list a{display:block;padding:.9rem 0;text-decoration:none;color:inherit}
.list a:hover b{text-decoration:underline}
.list b{font-weight:600;overflow-wrap:anywhere}
.said{margin:1.4rem 0}.said .head{display:flex;gap:.7rem;align-items:center;margin-bottom:.4rem}
.said .head p{margin:0}
.said .text,.said .files{margin-inline-start:2.8rem}
.theirs .text{background:var(--raised);border:1px solid var(--line);border-radius:14px;padding:.8rem 1rem}
.quiet{color:var(--soft);text-align:center;font-size:.88rem;margin:1.2rem 0}
.say{border-inline-start:4px solid var(--accent)}
.good{border-inline-start:4px solid var(--good)}
details summary{cursor:pointer;color:var(--link);min-height:2rem}
@media (max-width:26rem){main .row button{width:100%}.said .text,.said .files{margin-inline-start:0}}
@media print{form,header form{display:none}}
`

/** No script, nothing from elsewhere, forms only to ourselves, in nobody's frame. */
export const pagePolicy = [
  `default-src 'none'`,
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  `img-src 'self'`,
  `form-action 'self'`,
  `base-uri 'none'`,
  `frame-ancestors 'none'`,
].join('; ')
