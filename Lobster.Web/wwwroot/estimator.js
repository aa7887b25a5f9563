// The landing page's estimate, in whole nano-units so that it agrees with the panel to the last digit.
const form = document.querySelector('[data-lb-estimate]');
if (form) {
  const $ = name => form.querySelector(`[data-${name}]`);
  const plan = form.querySelector('select');
  const keep = form.querySelector('input[type=range]');
  const unit = 1_000_000_000n;
  let count = BigInt($('count').textContent);

  const fill = (text, ...values) => values.reduce((t, v, i) => t.replace(`{${i}}`, v), text);

  // Half to even, as everywhere in the panel.
  const money = (nanos, decimals) => {
    const drop = 10n ** BigInt(9 - decimals);
    let q = nanos / drop;
    const rest = (nanos % drop) * 2n;
    if (rest > drop || (rest === drop && q % 2n === 1n)) q++;
    const digits = q.toString().padStart(decimals + 1, '0');
    const whole = digits.slice(0, -decimals).replace(/\B(?=(\d{3})+$)/g, ',');
    return `${form.dataset.sign}${whole}.${digits.slice(-decimals)}`;
  };

  const show = () => {
    const rate = BigInt(plan.value);
    const hours = BigInt(keep.value);
    const burn = rate * count;
    keep.style.setProperty('--p', `${(Number(keep.value) - 1) * 100 / (Number(keep.max) - 1)}%`);
    $('count').textContent = count;
    $('keep').textContent = hours < 48n ? fill(form.dataset.hours, hours) : fill(form.dataset.days, hours / 24n);
    $('keep-hours').textContent = hours < 48n ? '' : fill(form.dataset.hours, hours);
    $('total').textContent = money(burn * hours, 2);
    $('how').textContent = `${count} × ${hours} h × ${money(rate, 4)}`;
    const lasts = burn === 0n ? 0n : 25n * unit / burn;
    $('lasts').textContent = fill(form.dataset.left, lasts / 24n, lasts % 24n);
    $('burn').textContent = fill(form.dataset.rate, money(burn, 4));
  };

  form.addEventListener('input', show);
  form.addEventListener('submit', e => e.preventDefault());
  form.addEventListener('click', e => {
    const step = e.target.closest('[data-step]');
    if (!step) return;
    const next = count + BigInt(step.dataset.step);
    if (next >= 1n && next <= 100n) count = next;
    show();
  });
  show();
}
