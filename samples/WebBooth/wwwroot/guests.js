import { Outbox } from './outbox.js';
import { showEventTitle, showPhotos, thumbnailOf } from './photo-list.js';
import { text, translatePage } from './texts.js';

translatePage();
const outbox = await Outbox.open();
const total = document.getElementById('total');
outbox.addEventListener('change', showTotal);
showPhotos(outbox, document.getElementById('photos'));
showTotal();
showEventTitle();

document.getElementById('files').addEventListener('change', async event => {
  const files = [...event.target.files];
  event.target.value = '';
  for (const file of files) {
    await outbox.add(file, file.name, file.lastModified, await thumbnailOf(file));
  }
});

function showTotal() {
  const count = outbox.photos.length;
  const done = outbox.photos.filter(photo => photo.state === 'uploaded').length;
  total.textContent = count === 0 ? '' : text('total', { done, count });
}
