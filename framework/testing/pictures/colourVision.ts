/**
 * What a colour becomes on linear light, as matrices of 3 × 3 in rows: dichromats by Machado, Oliveira and
 * Fernandes (A Physiologically-based Model for Simulation of Color Vision Deficiency, 2009), severity 1, and
 * the luminance of sRGB for a picture in grey.
 */
export const COLOUR_VISION = {
  full: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998,
  ],
  deuteranopia: [
    0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881,
  ],
  tritanopia: [
    1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039,
  ],
  grey: [0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722],
} as const
