/**
 * Pictures of any source as pixels and as files. A computer looks at the square in
 * the middle of a picture, and cameras take only that.
 */

const SQUARE = 224; // Pixels on each side of what the computer looks at.
const LONGEST_SHOT = 512; // pixels; the server keeps no more
const LONGEST_UPLOAD = 1024; // pixels; the server makes it smaller with more care
const SMALL_ENOUGH = 256 * 1024; // bytes; smaller files are quicker sent than shrunk
const JPEG = "image/jpeg";
const QUALITY = 0.92;

/** Returns the pixels of the square in the middle of a picture, canvas or video. */
export function squareOf(source, size = SQUARE) {
  const canvas = canvasOf(size, size);
  return drawSquare(canvas, source).getImageData(0, 0, size, size);
}

/** Returns a file as a picture. It fails where this browser does not know the format. */
export function readPicture(blob) {
  return createImageBitmap(blob);
}

/** Returns the square in the middle as a JPEG, `longest` pixels wide at most. */
export function squareBlob(source, longest = LONGEST_SHOT) {
  const size = Math.min(longest, Math.min(...sizeOf(source)));
  const canvas = canvasOf(size, size);
  drawSquare(canvas, source);
  return fileOf(canvas);
}

/**
 * Returns the whole picture, made smaller before it is sent; the file itself where it
 * is small already, or in a format that only the server knows.
 */
export async function smallerBlob(blob, longest = LONGEST_UPLOAD) {
  if (blob.size <= SMALL_ENOUGH) return blob;
  const picture = await readPicture(blob).catch(() => null);
  if (!picture) return blob;
  try {
    const smaller = await shrink(picture, longest);
    return smaller.size < blob.size ? smaller : blob;
  } finally {
    picture.close();
  }
}

function shrink(picture, longest) {
  const { width, height } = picture;
  const share = Math.min(1, longest / Math.max(width, height));
  const size = [width, height].map((side) => Math.max(1, Math.round(side * share)));
  const canvas = canvasOf(...size);
  const paper = paperOf(canvas);
  paper.drawImage(picture, 0, 0, ...size);
  return fileOf(canvas);
}

function drawSquare(canvas, source) {
  const [width, height] = sizeOf(source);
  const side = Math.min(width, height);
  const paper = paperOf(canvas);
  const from = [(width - side) / 2, (height - side) / 2, side, side];
  paper.drawImage(source, ...from, 0, 0, canvas.width, canvas.height);
  return paper;
}

/** Pictures that one can see through lie on white paper. */
function paperOf(canvas) {
  const paper = canvas.getContext("2d", { willReadFrequently: canvas.width <= SQUARE });
  paper.imageSmoothingQuality = "high";
  paper.fillStyle = "white";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  return paper;
}

function sizeOf(source) {
  if (source.videoWidth) return [source.videoWidth, source.videoHeight];
  if (source.naturalWidth) return [source.naturalWidth, source.naturalHeight];
  return [source.width, source.height];
}

function canvasOf(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

/** A browser short of memory may give nothing: the file is then sent as it is. */
function fileOf(canvas) {
  return new Promise((resolve, reject) => {
    const take = (blob) => (blob ? resolve(blob) : reject(new Error("No memory.")));
    canvas.toBlob(take, JPEG, QUALITY);
  });
}
