// The page works without this file; it adds formatting, the test cards and a button that cannot be pressed twice.
const form = document.getElementById('payment-form');
const number = document.getElementById('card-number');
const expiry = document.getElementById('card-expiry');
const cvc = document.getElementById('card-cvc');
const holder = document.getElementById('card-name');
const pay = document.getElementById('pay');
const progress = document.getElementById('progress');

const digits = (text, most) => text.replace(/\D/g, '').slice(0, most);

number.addEventListener('input', () => {
  number.value = digits(number.value, 16).replace(/(\d{4})(?=\d)/g, '$1 ');
});

expiry.addEventListener('input', (event) => {
  const text = digits(expiry.value, 4);
  const deletes = event.inputType?.startsWith('delete');
  expiry.value = text.length > 2 || (text.length === 2 && !deletes) ? `${text.slice(0, 2)} / ${text.slice(2)}` : text;
});

cvc.addEventListener('input', () => {
  cvc.value = digits(cvc.value, 4);
});

for (const card of document.querySelectorAll('button[data-number]')) {
  card.addEventListener('click', () => {
    number.value = card.dataset.number;
    expiry.value = '12 / 34';
    cvc.value = '123';
    holder.value ||= 'Test Person';
    for (const other of document.querySelectorAll('button[data-number]')) {
      other.setAttribute('aria-pressed', String(other === card));
    }
  });
}

const setPaying = (isPaying) => {
  pay.disabled = isPaying;
  pay.classList.toggle('busy', isPaying);
  form.setAttribute('aria-busy', String(isPaying));
  progress.textContent = isPaying ? 'Paying …' : '';
};

form.addEventListener('submit', () => setPaying(true));
// The browser's back button may bring this page out of its cache as it was left: busy.
window.addEventListener('pageshow', () => setPaying(false));
document.querySelector('[role=alert]')?.scrollIntoView({ block: 'nearest' });
