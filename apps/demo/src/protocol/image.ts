/** Sides of the images that travel to runs. */
export const IMAGE_SIDE = 28
export const IMAGE_PIXELS = 784
