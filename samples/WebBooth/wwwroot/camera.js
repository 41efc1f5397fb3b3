// The booth's camera.

// Shows the camera in a video element. Throws an Error whose message is the key of a text that says what to do.
export async function openCamera(video) {
  if (!navigator.mediaDevices) {
    throw new Error('cameraInsecure');
  }
  try {
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1920 }, height: { ideal: 1080 } }, audio: false });
    await video.play();
  } catch (error) {
    throw new Error(problems[error.name] ?? 'cameraFailed', { cause: error });
  }
  return video.srcObject.getVideoTracks()[0];
}

const problems = {
  NotAllowedError: 'cameraDenied',
  SecurityError: 'cameraDenied',
  NotFoundError: 'cameraMissing',
  NotReadableError: 'cameraBusy',
  AbortError: 'cameraBusy',
};

export function capture(video) {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d').drawImage(video, 0, 0);
  return canvas;
}

// Four pictures below each other, as from an old photo machine.
export function composeStrip(pictures) {
  const width = 720, margin = 36;
  const height = Math.round(width * pictures[0].height / pictures[0].width);
  const canvas = document.createElement('canvas');
  canvas.width = width + 2 * margin;
  canvas.height = pictures.length * (height + margin) + margin;
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  pictures.forEach((picture, index) => context.drawImage(picture, margin, margin + index * (height + margin), width, height));
  return canvas;
}

export function toJpeg(canvas) {
  return new Promise((resolve, reject) => canvas.toBlob(blob => blob ? resolve(blob) : reject(new Error('cameraFailed')), 'image/jpeg', 0.92));
}
