// A file: where it stands, what the rules say of it, and its form, saved after every change.

import { Refused, graphql, keyOfAddress, upload } from "./api.js";
import { attempt, fill, find, make, say, showFaults, showFindings, valuesOf, when } from "./dom.js";
import { STATUSES } from "./labels.js";

const FILE = `
  reference status version decisionDueOn completeness
  slugProposal { path needsReview }
  findings { kind code message field }
  history { at event message }
  content {
    category firstName lastName email telephone siret organisationName organisationKind
    street postcode city website presentation services references pricing
    themes sectors regions signatoryName signatoryRole activatorIsHead
  }
  letter { name } photo { name } acceptedCharterVersion`;
const OPEN = `query File($key: String!) { application(key: $key) {${FILE}} }`;
const SAVE = `mutation Save($key: String!, $application: ApplicationInput!, $version: Int) {
  saveApplication(input: { key: $key, application: $application, expectedVersion: $version }) {
    application {${FILE}} userErrors { code message field }
  }
}`;
const step = (name) => `mutation Step($key: String!) {
  ${name}(input: { key: $key }) { application {${FILE}} userErrors { code message field } }
}`;
const RESEND = `mutation Resend($email: String!) {
  resendApplicationLink(input: { email: $email }) { accepted userErrors { message } }
}`;
const EDITABLE = ["DRAFT", "NEEDS_CORRECTION"];

const key = keyOfAddress();
const form = find("#dossier");
const region = find("#message");
let file = null;
let saved = {}; // what the server has of the form
let queue = Promise.resolve(); // one save after the other

function show(newer) {
  file = newer;
  find("#reference").textContent = file.reference;
  find("#status").textContent = STATUSES[file.status];
  find("#completeness").textContent = `${file.completeness}\u00a0%`;
  find("#due").textContent = file.decisionDueOn ? when(file.decisionDueOn) : "–";
  find("#path").textContent = file.slugProposal?.path ?? "choisie par l’instruction";
  for (const name of ["letter", "photo"]) {
    find(`#${name}-state`).textContent = file[name] ? `Reçue\u00a0: ${file[name].name}` : "";
  }
  const lines = file.history.map(({ at, message }) => make("li", `${when(at)}\u00a0: ${message}`));
  find("#history").replaceChildren(...lines);
  const asked = file.status === "NEEDS_CORRECTION" && file.history.findLast(({ event }) => event === "REQUEST_CORRECTION");
  find("#asked").textContent = asked ? asked.message : "";
  find("#asked-box").hidden = !asked;
  showFindings(form, find("#findings"), file.findings);
  const isEditable = EDITABLE.includes(file.status);
  for (const part of form.querySelectorAll("fieldset")) part.disabled = !isEditable;
  find("#save").hidden = find("#submit").hidden = !isEditable;
  find("#withdraw").hidden = !(isEditable || file.status === "SUBMITTED");
  find("#file").hidden = false;
}

function showForm() {
  fill(form, { ...file.content, acceptCharter: isCharterAccepted() });
  saved = valuesOf(form);
}

const isCharterAccepted = () => file.acceptedCharterVersion === form.dataset.charter;

/** What differs from what the server has: nothing else is sent, so that two windows disturb each other less. */
function changes() {
  const now = valuesOf(form);
  const names = Object.keys(now).filter((name) => JSON.stringify(now[name]) !== JSON.stringify(saved[name]));
  const given = Object.fromEntries(names.map((name) => [name, now[name]]));
  return "acceptCharter" in given ? { ...given, charterVersion: form.dataset.charter } : given;
}

async function save(given = changes()) {
  if (!Object.keys(given).length) return;
  const sent = valuesOf(form);
  const { saveApplication: done } = await graphql(SAVE, { key, application: given, version: file.version });
  if (done.userErrors.some((error) => error.code === "VERSION_CONFLICT")) {
    offerBoth(done, given);
    throw new Refused("");
  }
  if (done.userErrors.length) throw new Refused(unplaced(done.userErrors));
  saved = sent;
  show(done.application);
  say(region, `Enregistré à ${new Date().toLocaleTimeString("fr-FR", { timeZone: "Europe/Paris" })}.`);
}

/** Two windows, or two people: nothing was overwritten, and the person chooses. */
function offerBoth(done, given) {
  const take = make("button", "Prendre la version enregistrée", { type: "button" });
  const keep = make("button", "Garder la mienne", { type: "button", class: "second" });
  take.addEventListener("click", () => {
    show(done.application);
    showForm();
    say(region, "Voici la version enregistrée.");
  });
  keep.addEventListener("click", () => {
    file = done.application;
    later(keep, () => save(given));
  });
  say(region, [done.userErrors.map((error) => error.message).join(" "), make("p", [take, " ", keep])], true);
}

const unplaced = (errors) => {
  const others = showFaults(form, errors);
  const placed = errors.length - others.length;
  const counted = placed > 1 ? `${placed} points empêchent d’aller plus loin` : "Un point empêche d’aller plus loin";
  const told = placed ? [`${counted}\u00a0: voyez ce qui est en rouge dans le formulaire.`] : [];
  return [...told, ...others.map((error) => error.message)].join(" ");
};

/** After what is under way, with its refusal shown; the empty one says that a choice is offered already. */
function later(button, work) {
  queue = queue.then(() => attempt(region, button, work).catch(() => {}));
  return queue;
}

async function take(name) {
  await save();
  const { [name]: done } = await graphql(step(name), { key });
  if (done.application) show(done.application);
  if (done.userErrors.length) throw new Refused(unplaced(done.userErrors));
  say(region, `C’est fait\u00a0: le dossier est «\u00a0${STATUSES[file.status]}\u00a0».`);
}

async function sendFile(control, kind, name) {
  const [chosen] = control.files;
  if (!chosen) return;
  say(region, "Envoi du fichier…");
  const received = await upload(kind, chosen, key);
  control.value = "";
  await save({ ...changes(), [name]: received.id });
}

async function open() {
  if (!key) throw new Refused("Il manque la clé du dossier\u00a0: ouvrez cette page par le lien du courriel.");
  const { application } = await graphql(OPEN, { key });
  if (!application) throw new Refused("Ce lien n’est pas ou n’est plus valable. Demandez-en un autre ci-dessous.");
  show(application);
  showForm();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  later(find("#save"), () => save());
});
form.addEventListener("change", (event) => {
  if (event.target.type !== "file") later(null, () => save());
});
find("#submit").addEventListener("click", (event) => later(event.target, () => take("submitApplication")));
find("#withdraw").addEventListener("click", (event) => {
  if (confirm("Retirer ce dossier\u202f? Il ne pourra plus être repris.")) {
    later(event.target, () => take("withdrawApplication"));
  }
});
for (const [selector, kind, name] of [["#letter", "LETTER", "letterUpload"], ["#photo", "PICTURE", "photoUpload"]]) {
  find(selector).addEventListener("change", ({ target }) => later(null, () => sendFile(target, kind, name)));
}
find("#resend").addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(region, event.target.querySelector("button"), async () => {
    await graphql(RESEND, { email: event.target.elements.resendTo.value });
    say(region, "Si un dossier est ouvert à cette adresse, un lien vient d’y être envoyé.");
  });
});
window.addEventListener("hashchange", () => location.reload());

await attempt(region, null, open);
find("#lost").hidden = file !== null;
