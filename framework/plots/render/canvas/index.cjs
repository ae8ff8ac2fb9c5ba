// The package `canvas` as chartjs-node-canvas knows it, over the prebuilt @napi-rs/canvas. It is only
// asked for fonts and images: the canvases of figures are those of render/files.
module.exports = require('@napi-rs/canvas/node-canvas')
