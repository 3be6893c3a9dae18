/** Style sheets of host pages. Most of their selectors are names of elements, as in themes of shops and of site builders. */

/** Inherited CSS properties that a page may set on its body. */
const loudBody = `
body {
  font: italic 15px/1 'Liberation Serif', serif; letter-spacing: 0.1em; word-spacing: 0.3em; text-transform: uppercase; text-align: center; text-align-last: right; text-indent: 2em;
  word-break: break-all; overflow-wrap: anywhere; line-break: anywhere; hyphens: auto; white-space: pre-wrap; text-shadow: 1px 1px 2px gray; font-variant-numeric: oldstyle-nums; cursor: crosshair;
  list-style: square inside; border-collapse: collapse; text-wrap: balance; visibility: visible; text-decoration-skip-ink: none;
}
`;

/** Overrides the browser's display, width or decoration of every kind of element. */
const elements = `
* { transition: all 0.3s; max-inline-size: 60ch }
html, body, main, div { max-inline-size: none }
main div { align-items: center; gap: 1em }
div { display: flex; flex-direction: column }
span { display: block } small { display: block; font-size: 60%; line-height: 0 } b, strong { color: navy; font-weight: 900; font-size: 120% }
p { max-width: 40ch; margin: 0 0 1.5em; font-size: 1.2em } p:empty, div:empty, span:empty { display: none }
p::first-letter { float: left; font-size: 300%; color: red } p::first-line { text-transform: uppercase; font-weight: bold } ::placeholder { color: lime; font-style: italic; text-transform: uppercase }
input[type=range]::-webkit-slider-runnable-track { height: 12px; background: red; border: 2px solid; box-shadow: 0 0 9px } input[type=range]::-webkit-slider-thumb { appearance: none; width: 40px; height: 40px; margin-top: -20px; background: lime; box-shadow: 0 0 9px; transform: scale(1.5) }
input[type=range]::-moz-range-track { height: 12px; background: red; border: 2px solid } input[type=range]::-moz-range-progress { height: 12px; background: lime } input[type=range]::-moz-range-thumb { width: 40px; height: 40px; background: lime; box-shadow: 0 0 9px; transform: scale(1.5) }
button { display: block; width: 100%; height: 4em; border-radius: 0; background: navy; color: white; box-shadow: 0 0 4px black; text-transform: uppercase }
button:hover, button:focus { background: black; transform: scale(1.1) }
input, select { display: block; width: 100%; height: 4em; appearance: none; background: #eee url("data:image/gif;base64,R0lGODlhAQABAAAAACw=") } select { display: none }
label { display: block; font-weight: bold; margin: 1em } output { display: block; padding: 1em; background: yellow }
table { width: 100%; table-layout: fixed; background: white; border: 2px solid } caption { display: none } thead { background: navy; color: white } tr { background: #eee } tr:nth-child(even) { background: #ccc }
th, td { padding: 1rem; border: 1px solid; text-align: center; font-size: 1.3em } tbody { border: 3px solid red }
svg { display: block; width: 100%; height: auto; fill: currentColor; stroke: red } svg:not(:root) { overflow: hidden }
ul { margin: 2em; padding: 2em; columns: 2 } li { float: left; margin: 1em } li + li { margin-top: 2em } li::marker { content: '→ ' } ul li::before { content: '✓'; color: green } li:last-child { border: 1px solid }
h1, h2, h3 { font: italic 3em/1 serif; text-align: center } h2::after, h3::after { content: ''; display: block; border-bottom: 4px double } h2 + * { margin-top: 2em }
dl { display: grid } dt { float: left; clear: left } dd { margin-left: 10em } dd::before { content: ': ' }
details { border: 1px solid; padding: 1em } details[open] { background: #eee } details > * { margin: 1em } summary { display: list-item; padding: 1em; background: #ddd } summary::marker { content: '+ ' } summary::after { content: '▾'; float: right }
article { box-shadow: 0 0 8px gray; padding: 2em; columns: 2 } header { display: none } section, article, header { position: relative } bdi { unicode-bidi: normal; letter-spacing: 0.2em } a { text-decoration: underline wavy }
[role=region] :is([role=status], [role=group], article) { border: 1px dashed; margin: 1em } [aria-hidden=true] { display: none } [role=region] [data-state] { opacity: 0.5 } [role=region] [data-tone] { background: pink } [lang] { quotes: none }
svg * { fill: black; stroke: red; stroke-width: 2px; opacity: 0.5; transition: all 0.3s } svg rect { x: 0; rx: 4px } svg text { font: 900 20px serif; text-anchor: middle } details::details-content { padding: 2em; border: 2px solid }
`;

/** Modeled on Foundation and Materialize, with long selectors as in Semantic UI, MVP.css and WordPress's theme Twenty Twenty-One. */
const framework = `
html { line-height: 1.5; font-size: 87.5%; box-sizing: border-box } *, *::before, *::after { box-sizing: inherit }
ul:not(.browser-default) { padding-left: 0; list-style-type: none } ul:not(.browser-default) > li { list-style-type: none } ul, ol { margin: 0 0 1rem 1.25rem; list-style-position: outside; line-height: 1.6 }
h2 { font-size: 3.56rem; line-height: 110%; margin: 2.3733rem 0 1.424rem; font-weight: 400 } h3 { font-size: 2.92rem; margin: 1.9466rem 0 1.168rem } small { font-size: 80%; line-height: 0 } strong { line-height: inherit }
select { display: none; height: 2.4375rem; margin: 0 0 1rem; padding: 0.5rem 1.5rem 0.5rem 0.5rem; appearance: none; border-radius: 0 } select:focus { outline: 1px solid #c9f3ef }
input[type=search]:not(.browser-default), input:not([type]):not(.browser-default) { width: 100%; height: 3rem; margin: 0 0 8px; border: none; border-bottom: 1px solid #9e9e9e; border-radius: 0; box-shadow: none; box-sizing: content-box; font-size: 16px }
input[type=range] { position: relative; border: none; margin: 15px 0; padding: 0 } input[type=range]::-webkit-slider-runnable-track { height: 3px; background: #c2c0c2 } input[type=range]::-webkit-slider-thumb { height: 14px; width: 14px; margin: -5px 0 0; background: #26a69a }
[type=submit], [type=button], button { appearance: none; border: 1px solid transparent; border-radius: 0; padding: 0; line-height: 1; cursor: auto } button:focus { outline: none; background-color: #2ab7a9 }
label { display: block; margin: 0; font-size: 0.875rem; line-height: 1.8; color: #0a0a0a } fieldset { margin: 0 } a { color: #039be5; text-decoration: none } a:not([href]):not([tabindex]) { color: inherit }
table { width: 100%; margin-bottom: 1rem; border-collapse: collapse; border-spacing: 0 } thead, tbody, tfoot { border: 1px solid #f1f1f1; background-color: #fefefe } tr { border-bottom: 1px solid rgba(0, 0, 0, 0.12) } td, th { padding: 15px 5px; text-align: left; vertical-align: middle; border-radius: 2px } tbody tr:nth-child(even) { border-bottom: 0; background-color: #f1f1f1 }
p { margin-bottom: 1rem; font-size: inherit; line-height: 1.6; text-rendering: optimizeLegibility } dl dt { margin-bottom: 0.3rem; font-weight: bold } header, article, section, summary { display: block } hr { height: 0 } svg:not(:root) { overflow: hidden } ::placeholder { color: #cacaca }
[role=group] > *, [role=group] input:not([type=checkbox], [type=radio]):not(:first-child), form input:not([type=checkbox]):not([type=radio]):not([type=color]) { margin-left: -1px; box-shadow: 0 0 3px }
.form.form input[type=search], .form.form select { padding: 9px 14px; font-size: 14px; line-height: 17px; background: #fff; border-radius: 4px; box-shadow: 0 0 0 1px gray inset } .form a:focus:not(.link):not(.file) { outline: 2px solid transparent; background: yellow; color: red }
button:not(:hover):not(:active):not(.has-background):not(.has-color) { padding: 15px 30px; background: #28303d; color: #d1e4dd; border: 3px solid; text-transform: uppercase } table thead tr th:first-child:nth-child(1) { border-top-left-radius: 5px }
`;

/** Modeled on block themes of WordPress, and on the classes that the block editor writes. */
const blocks = `
body { font: 400 1.05rem/1.55 'Liberation Sans', sans-serif; background: #f9f9f9; color: #111 } :where(.is-layout-flow) > * { margin-block-start: 0; margin-block-end: 0 } :where(.is-layout-flow) > * + * { margin-block-start: 1.2rem } body .is-layout-flow > * + * { margin-block-start: 1.2rem }
.is-layout-constrained > :where(:not(.alignleft):not(.alignright):not(.alignfull)) { max-width: 620px; margin-left: auto !important; margin-right: auto !important } .is-layout-constrained > * { margin-block: 1.2rem }
.wp-block-post-content h2, .wp-block-post-content h3 { font-family: 'Liberation Serif', serif; font-size: clamp(1.75rem, 5vw, 2.6rem); font-weight: 400; line-height: 1.2 } .wp-block-post-content ul { padding-left: 1em } .wp-block-post-content a:where(:not(.wp-element-button)) { text-decoration: underline }
:root :where(.wp-element-button, button) { background: #111; border-radius: 0.33rem; border: 0; color: #f9f9f9; padding: 0.6rem 1rem } .wp-block-post-content table td, .wp-block-post-content table th { border: 1px solid; padding: 0.5em } .wp-block-post-content table { border-collapse: collapse; width: 100% } .wp-block-post-content thead { border-bottom: 3px solid }
.wp-block-post-content details { margin: 1em 0; padding: 1em; overflow: hidden } .wp-block-post-content details summary { cursor: pointer; font-style: italic } .wp-block-post-content img, .wp-block-post-content svg { max-width: 100%; height: auto; vertical-align: bottom } .wp-block-post-content p { line-height: 1.8; padding: 0.2em } .has-global-padding { padding: 0 12px }
`;

/** Modeled on a theme of Shopify. */
const shop = `
*, *::before, *::after { box-sizing: inherit } html { box-sizing: border-box; font-size: 62.5%; height: 100% } body { display: grid; grid-template-rows: auto 1fr; grid-template-columns: 100%; min-height: 100%; margin: 0; font: 1.6rem/1.8 'Liberation Sans', sans-serif; letter-spacing: 0.06rem; color: rgba(18, 18, 18, 0.85) }
.page-width { max-width: 120rem; margin: 0 auto; padding: 0 1.5rem; width: 100% } a:empty, ul:empty, dl:empty, div:empty, section:empty, article:empty, p:empty, h1:empty, h2:empty { display: none }
h1, h2, h3 { font-family: 'Liberation Serif', serif; font-style: normal; font-weight: 400; line-height: 1.3; letter-spacing: 0.06rem; color: rgb(18, 18, 18); word-break: break-word } h2 { font-size: 2.4rem } table:not([class]) { table-layout: fixed; border-collapse: collapse; font-size: 1.4rem } table:not([class]) td { padding: 1.2rem; border: 0.1rem solid }
details > * { box-sizing: border-box } summary { cursor: pointer; list-style: none; position: relative } summary .icon-caret { position: absolute } .rte ul, .rte ol { list-style-position: inside; padding-left: 2rem } .rte li { list-style: inherit } .rte li:last-child { margin-bottom: 0 } .rte a { color: red }
*:focus { outline: 0; box-shadow: none } *:focus-visible { outline: 0.2rem solid rgba(18, 18, 18, 0.5); outline-offset: 0.3rem; box-shadow: 0 0 0 0.3rem white, 0 0 0.5rem 0.4rem gray } button { min-width: 12rem; min-height: 4.7rem; padding: 0 3rem; font-size: 1.5rem; letter-spacing: 0.1rem; border: 0 } button::before, button::after { content: ''; position: absolute; inset: 0; box-shadow: 0 0 0 1px } dl, dd { margin: 0 } dl > div { display: flex; margin-bottom: 2rem }
input, select { appearance: none; background: white; width: 100%; height: 4.5rem; font-size: 1.6rem; border-radius: 0; padding: 0 1.5rem; border: 0; box-shadow: 0 0 0 0.1rem gray } select { padding: 0 4rem 0 2rem } select option { color: gray }
`;

/** Vertical text around the widgets. */
const vertical = `body { font: 18px/2 'Liberation Sans', sans-serif } main { writing-mode: vertical-rl; text-orientation: upright }`;

export const pages = { loudBody, elements, framework, blocks, shop, vertical };
