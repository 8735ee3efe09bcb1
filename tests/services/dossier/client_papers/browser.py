"""The script of the form, run by Qt's engine with as much of a browser as it asks for."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping

from PySide6.QtQml import QJSEngine, QJSValue

_BROWSER = """
function TextEncoder() {}
TextEncoder.prototype.encode = function (text) {
  const out = [];
  const coded = encodeURIComponent(text);
  for (let i = 0; i < coded.length; i += 1) {
    if (coded[i] === "%") { out.push(parseInt(coded.substr(i + 1, 2), 16)); i += 2; }
    else out.push(coded.charCodeAt(i));
  }
  return new Uint8Array(out);
};
function TextDecoder() {}
TextDecoder.prototype.decode = function (bytes) {
  let coded = "";
  for (let i = 0; i < bytes.length; i += 1) coded += "%" + ("0" + bytes[i].toString(16)).slice(-2);
  return decodeURIComponent(coded);
};
function Blob(parts) { saved = parts.join(""); }
var saved = "";
var named = "";
var listeners = {};
var URL = { createObjectURL: function () { return "blob:x"; }, revokeObjectURL: function () {} };
var setTimeout = function () {};
function part(id) {
  return { addEventListener: function (kind, hear) { listeners[id + " " + kind] = hear; }, textContent: "" };
}
var form = part("form");
form.dataset = DATASET;
form.elements = ELEMENTS;
var parts = { state: part("state"), save: part("save"), open: part("open") };
var window = part("window");
var document = {
  forms: { answers: form },
  getElementById: function (id) { return parts[id]; },
  createElement: function () { return { set download(name) { named = name; }, click: function () {} }; }
};
"""


class Browser:
    """A form that is open in a browser."""

    def __init__(self, page: bytes) -> None:
        text = page.decode()
        script = re.search(r"<script>(.*)</script>", text, re.DOTALL)
        assert script is not None
        data = {name: html.unescape(value) for name, value in re.findall(r' data-(\w+)="([^"]*)"', text)}
        fields = [_field(tag) for tag in re.findall(r"<(?:input|textarea) [^>]*data-question", text)]
        assert fields
        self._engine = QJSEngine()
        self._run(_BROWSER.replace("DATASET", json.dumps(data)).replace("ELEMENTS", json.dumps(fields)))
        self._run(script[1])

    def saved(self, answers: Mapping[str, str]) -> bytes:
        """Fill in and save; the name of the file is the same for everybody."""
        self._run(
            f"var wanted = {json.dumps(answers)};"
            "form.elements.forEach(function (one) {"
            " if (one.type === 'radio') one.checked = wanted[one.name] === one.value;"
            " else one.value = wanted[one.name] || ''; });"
            "listeners['save click']();"
        )
        assert self._run("named").toString() == "answers.json"
        return self._run("saved").toString().encode()

    def opened(self, file: bytes) -> tuple[str, dict[str, str]]:
        """Open saved answers: what the form says, and what stands in it then."""
        self._run(
            f"var text = {json.dumps(file.decode())};"
            "listeners['open change']({ target: { files: [{ text: function () {"
            " return { then: function (next) { next(text); } }; } }], value: '' } });"
        )
        values = self._run(
            "JSON.stringify(form.elements.filter(function (one) {"
            " return one.type === 'radio' ? one.checked : one.value; }).map(function (one) {"
            " return [one.name, one.value]; }))"
        ).toString()
        return self._run("parts.state.textContent").toString(), dict(json.loads(values))

    def _run(self, script: str) -> QJSValue:
        value: QJSValue = self._engine.evaluate(script)  # type: ignore[assignment] # no list was given
        assert not value.isError(), value.toString()
        return value


def _field(tag: str) -> dict[str, object]:
    named = dict(re.findall(r'(\w+)="([^"]*)"', tag))
    kind = named.get("type", "textarea")
    value = named.get("value", "") if kind == "radio" else ""
    return {
        "name": named["name"],
        "type": kind,
        "value": value,
        "checked": False,
        "dataset": {"question": ""},
    }
