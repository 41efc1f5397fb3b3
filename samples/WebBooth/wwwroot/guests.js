import { Outbox } from './outbox.js';
import { setText, showEventTitle, showPhotos } from './photo-list.js';
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
    await outbox.add(file, file.name, file.lastModified);
  }
});

function showTotal() {
  const count = outbox.photos.length;
  const done = outbox.photos.filter(photo => photo.state === 'uploaded').length;
  setText(total, count === 0 ? '' : text('total', { done, count }));
}
