// The link of the accepted file: a password, and the account is there.

import { Refused, accounts, graphql, keyOfAddress } from "./api.js";
import { attempt, find, make, say } from "./dom.js";

const ACTIVATE = `mutation Activate($token: String!, $password: String!) {
  activateAccount(input: { token: $token, password: $password }) { viewer { email } userErrors { message } }
}`;
const RESEND = `mutation Resend($email: String!) {
  resendActivation(input: { email: $email }) { accepted userErrors { message } }
}`;

const form = find("#activation");
const region = find("#message");

form.addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(region, form.querySelector("button"), async () => {
    const password = form.elements.password.value;
    const { activateAccount: done } = await graphql(ACTIVATE, { token: keyOfAddress(), password });
    if (done.userErrors.length) throw new Refused(done.userErrors.map((error) => error.message).join(" "));
    await accounts("DELETE", "auth/session"); // a reviewer’s perhaps, in the same browser
    await accounts("POST", "auth/login", { email: done.viewer.email, password });
    form.hidden = true;
    const link = make("a", "Ouvrir mon compte", { href: form.dataset.account });
    say(region, [`Le compte ${done.viewer.email} est activé. La fiche sera publiée demain.`, make("p", link)]);
    link.focus();
  });
});

find("#resend").addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(region, event.target.querySelector("button"), async () => {
    await graphql(RESEND, { email: event.target.elements.resendTo.value });
    say(region, "Si un dossier accepté attend à cette adresse, un nouveau lien vient d’y être envoyé.");
  });
});

form.hidden = !keyOfAddress(); // not before somebody listens to it
if (form.hidden) say(region, "Il manque la clé\u00a0: ouvrez cette page par le lien du courriel.", true);
window.addEventListener("hashchange", () => location.reload());
