/** How a live figure looks beside its canvas, which is white paper in dark pages too. */
const STYLES = `
.live-figure { position: relative; }
.live-figure-tools {
  display: flex; flex-wrap: wrap; gap: 4px; margin: 0 0 4px; font-size: 12px; line-height: 1.4;
}
.live-figure-tools button {
  font: inherit; color: inherit; background: transparent; border: 1px solid currentColor;
  border-radius: 4px; padding: 3px 8px; min-height: 24px; min-width: 24px; cursor: pointer;
}
.live-figure-tools button[aria-pressed='true'] { outline: 2px solid currentColor; outline-offset: -3px; }
.live-figure-tools button:disabled { opacity: 0.55; cursor: default; }
.live-figure-paper { position: relative; background: #fff; max-width: 100%; overflow: hidden; }
.live-figure-paper canvas { display: block; }
.live-figure-paper canvas:focus-visible { outline: 3px solid #155c9d; outline-offset: -3px; }
.live-figure-over { position: absolute; left: 0; top: 0; pointer-events: none; }
.live-figure-entry {
  position: absolute; margin: 0; padding: 0; border: 0; background: transparent; cursor: pointer;
}
.live-figure-entry[aria-pressed='false'] { background: rgb(255 255 255 / 70%); }
.live-figure-entry:focus-visible { outline: 2px solid #155c9d; }
.live-figure-range {
  position: absolute; pointer-events: none; background: rgb(21 92 157 / 12%);
  border: 1px solid #155c9d; box-sizing: border-box;
}
.live-figure-slider { position: absolute; touch-action: none; cursor: ns-resize; }
.live-figure-slider::before {
  content: ''; position: absolute; left: 5px; width: 14px; height: 9px; background: #155c9d;
  clip-path: polygon(50% 0, 100% 100%, 0 100%);
}
.live-figure-slider-to::before { bottom: 0; transform: scaleY(-1); }
.live-figure-slider:focus-visible { outline: 3px solid #155c9d; outline-offset: -3px; }
.live-figure-tip {
  position: absolute; z-index: 2; pointer-events: none; max-width: min(360px, 90%); padding: 6px 8px;
  background: #fff; color: #222; border: 1px solid #888; border-radius: 4px;
  box-shadow: 0 1px 4px rgb(0 0 0 / 25%); font-size: 12px; line-height: 1.4;
}
.live-figure-tip div { overflow-wrap: anywhere; unicode-bidi: isolate; }
.live-figure-tip div:first-child { font-weight: 600; }
.live-figure-unseen {
  position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap;
}
@media print { .live-figure-tools, .live-figure-tip, .live-figure-slider { display: none; } }
`

let sheet: CSSStyleSheet | undefined

/** Gives the document the styles of live figures, once. A policy against inline styles lets this pass. */
export function adoptStyles(): void {
  if (sheet !== undefined) return
  sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLES)
  document.adoptedStyleSheets.push(sheet)
}
