// Forms and messages. Nothing that comes from the server is ever taken as HTML.

import { KINDS } from "./labels.js";

export const find = (selector) => document.querySelector(selector);

/** An element with its text or its children. */
export function make(tag, content, attributes = {}) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...[content].flat());
  return element;
}

/** Show a message in an `aria-live` region; a bad one also takes the focus. */
export function say(region, content, isBad = false) {
  region.classList.toggle("bad", isBad);
  region.replaceChildren(...[content].flat().map((part) => (typeof part === "string" ? make("p", part) : part)));
  if (isBad) region.focus();
}

/** Run what a button or a form starts: once at a time, with its refusal shown, unless it was shown already («»). */
export async function attempt(region, button, work) {
  if (button) button.disabled = true;
  try {
    await work();
  } catch (error) {
    if (error.message) say(region, error.message, true);
  } finally {
    if (button) button.disabled = false;
  }
}

const isList = (form, name) => form.querySelectorAll(`input[type=checkbox][name="${name}"][data-list]`).length > 0;

/** What the form holds, by the names of the API. Files are not in it. */
export function valuesOf(form) {
  const values = {};
  for (const control of form.elements) {
    const { name, type } = control;
    if (!name || type === "file" || type === "submit") continue;
    if (isList(form, name)) {
      values[name] ??= [];
      if (control.checked) values[name].push(control.value);
    } else if (type === "checkbox") values[name] = control.checked;
    else values[name] = control.value.trim() || null;
  }
  return values;
}

/** Put values into the form. Those it has no control for are left out. */
export function fill(form, values) {
  for (const control of form.elements) {
    const { name, type } = control;
    if (!name || type === "file" || type === "submit" || !(name in values)) continue;
    const value = values[name];
    if (isList(form, name)) control.checked = (value ?? []).includes(control.value);
    else if (type === "checkbox") control.checked = Boolean(value);
    else control.value = value ?? "";
  }
}

/** Put each message beside its control; returns those that have none. */
export function showFaults(form, faults) {
  for (const place of form.querySelectorAll(".error")) place.textContent = "";
  for (const control of form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
  return faults.filter((fault) => {
    const name = (fault.field ?? []).find((part) => document.getElementById(`${part}-error`));
    const place = name && document.getElementById(`${name}-error`);
    if (!place) return true;
    const stops = fault.kind === undefined || fault.kind === "BLOCK";
    place.append(make("span", `${fault.message} `, stops ? {} : { class: "advice" }));
    if (stops) form.querySelector(`[name="${name}"]`)?.setAttribute("aria-invalid", "true");
    return false;
  });
}

/** Show what the rules say: beside its control where there is one, and in the list all the same. */
export function showFindings(form, list, findings) {
  showFaults(form, findings);
  const items = findings.map(({ kind, message }) => make("li", [make("strong", KINDS[kind]), `\u00a0: ${message}`]));
  list.replaceChildren(...(items.length ? items : [make("li", "Rien à signaler.")]));
}

/** A moment or a day, as it is written in French. */
export function when(text) {
  const isDay = text.length === 10;
  const options = isDay ? { dateStyle: "long" } : { dateStyle: "long", timeStyle: "short" };
  return new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris", ...options }).format(new Date(text));
}

/** Simple HTML as a person would type it; nothing of it is run or loaded. */
export function plain(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const item of body.querySelectorAll("li")) item.prepend("- ");
  for (const line of body.querySelectorAll("br, li")) line.after("\n");
  for (const block of body.querySelectorAll("p, ul, ol")) block.after("\n\n");
  return body.textContent.replace(/\n{3,}/g, "\n\n").trim();
}
