// The link of a forgotten password, and that of a new address.

import { Refused, accounts, keyOfAddress, refusals } from "./api.js";
import { attempt, find, make, say } from "./dom.js";

const region = find("#message");
const form = find("#password") ?? find("#email");

const WORK = {
  password: () =>
    accounts("POST", "auth/password/reset", { key: keyOfAddress(), password: form.elements.password.value }),
  email: () => accounts("POST", "auth/email/verify", { key: keyOfAddress() }),
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(region, form.querySelector("button"), async () => {
    const answer = await WORK[form.id]();
    // 401 after a reset says that nobody is signed in: the password has changed all the same.
    if (answer.errors || (form.id === "email" && answer.status !== 200)) throw new Refused(refusals(answer));
    form.hidden = true;
    say(region, [make("p", form.dataset.done), make("p", make("a", "Mon compte", { href: form.dataset.account }))]);
  });
});

form.hidden = !keyOfAddress(); // not before somebody listens to it
if (form.hidden) say(region, "Il manque la clé\u00a0: ouvrez cette page par le lien du courriel.", true);
window.addEventListener("hashchange", () => location.reload());
