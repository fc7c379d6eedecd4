// The first step: an address, and the file is open.

import { Refused, graphql } from "./api.js";
import { attempt, find, make, say } from "./dom.js";

const START = `mutation Start($email: String!) {
  startApplication(input: { email: $email }) { application { key reference } userErrors { message } }
}`;

const form = find("#start");
const region = find("#message");

form.addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(region, form.querySelector("button"), async () => {
    const email = form.elements.email.value;
    const { startApplication: done } = await graphql(START, { email });
    if (done.userErrors.length) throw new Refused(done.userErrors.map((error) => error.message).join(" "));
    const mail = make("a", "courriel envoyé", { href: `/demo/courriels/?a=${encodeURIComponent(email)}` });
    const open = make("a", "Remplir le dossier", {
      href: `${form.dataset.dossier}#cle=${encodeURIComponent(done.application.key)}`,
    });
    form.hidden = true;
    say(region, [
      make("p", [`Votre dossier ${done.application.reference} est ouvert. Le `, mail, " contient le même lien."]),
      make("p", open),
    ]);
    open.focus();
  });
});
form.hidden = false; // not before somebody listens to it
