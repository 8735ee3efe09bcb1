"use strict";
(() => {
  const FORMAT = "casebook-answers-1";
  const form = document.forms.answers;
  const state = document.getElementById("state");
  const said = form.dataset;
  let changed = false;

  // SHA-256 (FIPS 180-4): crypto.subtle is missing in some browsers where a file is opened from a disk.
  const fraction = (x) => Math.floor((x - Math.floor(x)) * 4294967296) | 0;
  const primes = [];
  for (let n = 2; primes.length < 64; n += 1) {
    if (primes.every((p) => n % p)) primes.push(n);
  }
  const K = primes.map((p) => fraction(Math.cbrt(p)));
  const START = primes.slice(0, 8).map((p) => fraction(Math.sqrt(p)));
  const turn = (x, n) => (x >>> n) | (x << (32 - n));

  function sha256(text) {
    const bytes = new TextEncoder().encode(text);
    const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6);
    padded.set(bytes);
    padded[bytes.length] = 128;
    const view = new DataView(padded.buffer);
    view.setUint32(padded.length - 8, Math.floor(bytes.length / 536870912));
    view.setUint32(padded.length - 4, bytes.length << 3);
    const hash = START.slice();
    const w = new Int32Array(64);
    for (let at = 0; at < padded.length; at += 64) {
      for (let i = 0; i < 64; i += 1) {
        if (i < 16) {
          w[i] = view.getInt32(at + 4 * i);
          continue;
        }
        const a = w[i - 15];
        const b = w[i - 2];
        const s0 = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
        const s1 = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
        w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
      }
      let [a, b, c, d, e, f, g, h] = hash;
      for (let i = 0; i < 64; i += 1) {
        const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
        const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
      }
      [a, b, c, d, e, f, g, h].forEach((value, i) => {
        hash[i] = (hash[i] + value) | 0;
      });
    }
    return hash.map((value) => (value >>> 0).toString(16).padStart(8, "0")).join("");
  }

  const fields = () => [...form.elements].filter((one) => one.name && one.dataset.question !== undefined);
  // Half of a surrogate pair is no text and could not be read back; word processors paste breaks of their own.
  const whole = (text) =>
    new TextDecoder()
      .decode(new TextEncoder().encode(text))
      .replace(/[\u000b\u000c]/g, "\n")
      .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u202d\u202e]/g, "");
  const tell = (text) => {
    state.textContent = text;
  };

  function save() {
    const answers = fields()
      .filter((one) => one.value.trim() && (one.type !== "radio" || one.checked))
      .map((one) => ({ question: one.name, text: whole(one.value.trim()) }));
    const { form: id, paper, version, language } = said;
    const content = JSON.stringify({ form: id, paper, version, language, answers });
    const file = JSON.stringify({ format: FORMAT, content, checksum: sha256(content) });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file], { type: "application/json" }));
    link.download = "answers.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    changed = false;
    tell(said.saved);
  }

  function fill(text) {
    let content = null;
    try {
      const file = JSON.parse(text);
      if (file.format === FORMAT && sha256(file.content) === file.checksum) content = JSON.parse(file.content);
    } catch (error) {
      content = null;
    }
    if (content === null) return tell(said.damaged);
    if (content.form !== said.form) return tell(said.other);
    const known = new Map(content.answers.map((one) => [one.question, one.text]));
    fields().forEach((one) => {
      if (one.type === "radio") one.checked = known.get(one.name) === one.value;
      else one.value = known.get(one.name) || "";
    });
    changed = false;
    return tell(said.loaded);
  }

  document.getElementById("save").addEventListener("click", save);
  document.getElementById("open").addEventListener("change", (event) => {
    const [file] = event.target.files;
    if (file) file.text().then(fill);
    event.target.value = "";
  });
  form.addEventListener("input", () => {
    changed = true;
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
})();
