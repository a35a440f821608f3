"use strict";
// Draws rows per second as SVG. Numbers only: nothing that comes from a database is drawn here.

const SVG = "http://www.w3.org/2000/svg";

function shape(name, attributes, text) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    node.setAttribute(key, value);
  }
  if (text !== undefined) {
    node.textContent = text;
  }
  return node;
}

/** The next of 1, 2, 5, 10, 20, … that is not less. */
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value) || 10 * power;
}

function line(values, x, y) {
  return values.map((value, i) => (i === 0 ? "M" : "L") + x(i).toFixed(1) + " " + y(value).toFixed(1)).join("");
}

/** Sources send and sinks take in bursts: the mean of three samples tells more. */
function smooth(values) {
  return values.map((value, i) => {
    const around = values.slice(Math.max(0, i - 2), i + 1);
    return around.reduce((sum, each) => sum + each, 0) / around.length;
  });
}

/** A small line without axes. */
function spark(values, width, height) {
  const most = Math.max(...values, 1);
  const x = (i) => (i * width) / (values.length - 1);
  const y = (value) => height - 1 - (value / most) * (height - 3);
  const svg = shape("svg", { width: "100%", height, viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  svg.append(shape("path", { class: "area", d: line(values, x, y) + `L${width} ${height}L0 ${height}Z` }));
  svg.append(shape("path", { class: "out", d: line(values, x, y), "vector-effect": "non-scaling-stroke" }));
  return svg;
}

/** The big chart; it is drawn anew each time, and remembers where the pointer is. */
class Chart {
  constructor(box, format) {
    this.box = box;
    this.format = format;
    this.pointer = null;
    box.addEventListener("pointermove", (event) => {
      this.pointer = event.clientX - box.getBoundingClientRect().left;
      this.draw();
    });
    box.addEventListener("pointerleave", () => {
      this.pointer = null;
      this.draw();
    });
    new ResizeObserver(() => this.draw()).observe(box);
  }

  /** As many samples as there are, but for a short while after the start, when there are too few to fill the width. */
  show(read, written, stepSeconds, fewest) {
    const length = Math.max(fewest, read.length, written.length);
    const pad = (values) => Array(length - values.length).fill(0).concat(smooth(values));
    this.data = { read: pad(read), written: pad(written), stepSeconds };
    this.draw();
  }

  draw() {
    if (!this.data || !this.box.clientWidth) {
      return;
    }
    const { read, written, stepSeconds } = this.data;
    const width = this.box.clientWidth;
    const height = this.box.clientHeight;
    const left = 48;
    const bottom = height - 22;
    const top = 8;
    const most = roundUp(Math.max(10, ...read, ...written));
    const x = (i) => left + (i * (width - left - 2)) / (read.length - 1);
    const y = (value) => bottom - (value / most) * (bottom - top);
    const svg = shape("svg", { width, height, role: "img", "aria-label": "Rows per second over the last minutes" });
    for (const part of [0, 0.5, 1]) {
      svg.append(shape("line", { class: "grid", x1: left, x2: width, y1: y(most * part), y2: y(most * part) }));
      svg.append(shape("text", { x: left - 8, y: y(most * part) + 4, "text-anchor": "end" }, this.format(most * part)));
    }
    const seconds = (read.length - 1) * stepSeconds;
    const every = [30, 60, 120, 300].find((step) => seconds / step <= (width < 500 ? 3 : 6)) || 300;
    svg.append(shape("text", { x: width - 2, y: height - 4, "text-anchor": "end" }, "now"));
    for (let ago = every; ago <= seconds; ago += every) {
      const at = x((seconds - ago) / stepSeconds);
      const words = ago % 60 ? ago + " s" : ago / 60 + " min";
      svg.append(shape("line", { class: "grid", x1: at, x2: at, y1: top, y2: bottom }));
      if (at > left + 14) {
        svg.append(shape("text", { x: at, y: height - 4, "text-anchor": "middle" }, "−" + words));
      }
    }
    svg.append(shape("path", { class: "area", d: line(written, x, y) + `L${x(written.length - 1)} ${bottom}L${left} ${bottom}Z` }));
    svg.append(shape("path", { class: "in", d: line(read, x, y) }));
    svg.append(shape("path", { class: "out", d: line(written, x, y) }));
    this.box.replaceChildren(svg);
    if (this.pointer !== null) {
      this.point(svg, x, bottom, top, width);
    }
  }

  point(svg, x, bottom, top, width) {
    const { read, written, stepSeconds } = this.data;
    const last = read.length - 1;
    const i = Math.min(last, Math.max(0, Math.round(((this.pointer - x(0)) / (x(last) - x(0))) * last)));
    svg.append(shape("line", { class: "cursor", x1: x(i), x2: x(i), y1: top, y2: bottom }));
    const tip = document.createElement("div");
    tip.className = "tip";
    const when = new Date(Date.now() - (last - i) * stepSeconds * 1000).toLocaleTimeString();
    tip.textContent = `${when}\nfrom MySQL ${this.format(read[i])}/s\ninto Databend ${this.format(written[i])}/s`;
    this.box.append(tip);
    tip.style.left = Math.max(0, Math.min(width - tip.offsetWidth, x(i) + 12)) + "px";
  }
}
