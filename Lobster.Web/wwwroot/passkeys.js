// A form with data-lb-passkey fetches options from that address, lets the browser create or use a passkey,
// and posts what it signed as the field "credential".
const creates = form => form.dataset.lbPasskeyCreate !== undefined;

async function sign(form) {
  const token = form.querySelector('[name=__RequestVerificationToken]').value;
  const answer = await fetch(form.dataset.lbPasskey, { method: 'POST', credentials: 'same-origin', headers: { RequestVerificationToken: token } });
  if (!answer.ok) throw new Error(`options: ${answer.status}`);
  const options = await answer.json();
  const credential = creates(form)
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  return JSON.stringify(credential.toJSON());
}

document.addEventListener('submit', async e => {
  const form = e.target.closest('[data-lb-passkey]');
  if (!form || form.credential.value) return;
  e.preventDefault();
  const fault = form.querySelector('[data-lb-passkey-fault]');
  fault.hidden = true;
  try {
    form.credential.value = await sign(form);
    form.requestSubmit();
  } catch {
    fault.hidden = false;
  }
});
