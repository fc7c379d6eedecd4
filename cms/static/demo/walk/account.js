// One's own account: signing in, the profile and its draft, one's data.

import { Refused, accounts, graphql, refusals } from "./api.js";
import { attempt, fill, find, make, plain, say, showFaults, showFindings, valuesOf } from "./dom.js";
import { PROFILE_STATUSES } from "./labels.js";

const TEXTS = ["presentation", "services", "references"];
const CLOSED = ["SUSPENDED", "LEFT"]; // one's data is still there to take away or erase
const PROFILE = `
  status version completeness findings { kind code message field }
  live { path } requestOfReviewer content { website pricing presentation services references }`;
const ME = `query Me { viewer { email profile {${PROFILE}} } }`;
const change = (name, type) => `mutation Change($input: ${type}!) {
  ${name}(input: $input) { profile {${PROFILE}} userErrors { code message field } }
}`;
const SAVE = change("saveMyProfile", "SaveMyProfileInput");
const SUBMIT = change("submitMyProfile", "SubmitMyProfileInput");
const ERASE = `mutation Erase($password: String!) {
  eraseMyAccount(input: { password: $password }) { accepted userErrors { message } }
}`;

const region = find("#message");
const form = find("#profile");
let profile = null;
let saved = {};

function show(newer) {
  profile = newer;
  find("#status").textContent = PROFILE_STATUSES[profile.status];
  find("#completeness").textContent = `${profile.completeness}\u00a0%`;
  find("#public").replaceChildren(
    profile.live ? make("a", profile.live.path, { href: graphiqlFor(profile.live.path) }) : "aucune",
  );
  // What the rules say of a page that is closed is for the portal's team.
  form.hidden = find("#rules").hidden = CLOSED.includes(profile.status);
  showFindings(form, find("#findings"), profile.findings);
  const { requestOfReviewer: asked } = profile;
  find("#request").textContent = asked ? `L’instruction demande\u00a0: ${asked}` : "";
  const { content } = profile;
  fill(form, { ...content, ...Object.fromEntries(TEXTS.map((name) => [name, plain(content[name])])) });
  saved = valuesOf(form);
}

/** The demo has no site: its public profile is what the API answers. */
function graphiqlFor(path) {
  const slug = path.split("/").filter(Boolean).at(-1);
  const query = `query Fiche {
  activator(slug: ${JSON.stringify(slug)}) {
    displayName pricing publishedOn presentation { text } services { text }
  }
}`;
  return `${form.dataset.graphiql}?query=${encodeURIComponent(query)}`;
}

async function load() {
  const { viewer } = await graphql(ME);
  find("#sign-in").hidden = find("#forgotten").hidden = viewer !== null;
  find("#signed-in").hidden = viewer === null;
  if (!viewer) return;
  find("#who").textContent = viewer.email;
  find("#mine").hidden = viewer.profile === null;
  find("#none").hidden = viewer.profile !== null;
  if (viewer.profile) show(viewer.profile);
}

const changes = () => {
  const now = valuesOf(form);
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== saved[name]));
};

async function run(mutation, input, told) {
  const data = await graphql(mutation, { input: { ...input, expectedVersion: profile.version } });
  const [done] = Object.values(data);
  if (done.userErrors.length) {
    const others = showFaults(form, done.userErrors);
    if (done.profile && done.profile.version !== profile.version) show(done.profile);
    throw new Refused(others.map((error) => error.message).join(" ") || "Voyez ce qui est en rouge dans le formulaire.");
  }
  show(done.profile);
  say(region, told);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(region, event.submitter, async () => {
    const given = changes();
    const told = "Enregistré. Le public voit encore l’ancien texte.";
    if (Object.keys(given).length) await run(SAVE, { profile: given }, told);
    if (event.submitter?.id === "review") await run(SUBMIT, {}, "Votre changement attend d’être relu.");
  });
});

find("#sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  const { email, password } = event.target.elements;
  attempt(region, event.submitter, async () => {
    const answer = await accounts("POST", "auth/login", { email: email.value, password: password.value });
    if (answer.errors) throw new Refused(refusals(answer));
    if (answer.status !== 200) throw new Refused("Ce compte demande un second facteur, que cette page ne demande pas.");
    password.value = "";
    await load();
    say(region, "Vous êtes connecté.");
  });
});

find("#forgotten").addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(region, event.submitter, async () => {
    const email = event.target.elements.forgottenEmail.value;
    const answer = await accounts("POST", "auth/password/request", { email });
    if (answer.errors) throw new Refused(refusals(answer));
    say(region, "Un courriel vient de partir à cette adresse\u00a0: il dit quoi faire.");
  });
});

find("#sign-out").addEventListener("click", (event) => {
  attempt(region, event.target, async () => {
    await accounts("DELETE", "auth/session");
    await load();
    say(region, "Vous êtes déconnecté.");
  });
});

find("#erase").addEventListener("submit", (event) => {
  event.preventDefault();
  if (!confirm("Effacer le compte et la fiche, pour de bon\u202f?")) return;
  attempt(region, event.submitter, async () => {
    const { eraseMyAccount: done } = await graphql(ERASE, { password: event.target.elements.proof.value });
    if (done.userErrors.length) throw new Refused(done.userErrors.map((error) => error.message).join(" "));
    await load();
    say(region, "Le compte et la fiche sont effacés.");
  });
});

await attempt(region, null, load);
