// A small picture for the list; undefined when the browser can't show the file.
export async function thumbnailOf(blob) {
  try {
    const picture = await createImageBitmap(blob);
    const scale = 240 / Math.max(picture.width, picture.height);
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return canvas.toDataURL('image/jpeg', 0.7);
  } catch {
    return undefined;
  }
}
