// The public API, as any frontend uses it: GraphQL, the files' address, and the accounts' (allauth headless).

/** An answer that is a no; `message` is in French, for the person. */
export class Refused extends Error {}

const UNREACHABLE = "Le serveur ne répond pas. Ce que vous avez écrit est encore là : réessayez.";

/** The answer and its JSON. */
async function send(address, options) {
  try {
    const response = await fetch(address, { credentials: "same-origin", ...options });
    return { response, body: await response.json() };
  } catch {
    throw new Refused(UNREACHABLE);
  }
}

/** The data of a GraphQL operation. Throws Refused with the messages of its errors. */
export async function graphql(query, variables = {}) {
  const { body } = await send("/graphql/", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  if (body.errors) throw new Refused(body.errors.map((error) => inFrench(error)).join(" "));
  return body.data;
}

// Errors of the request are for programs: what a person can do about one is said here.
const BY_CODE = {
  RATE_LIMITED: "Trop de demandes en peu de temps : réessayez dans quelques minutes.",
  UNAUTHENTICATED: "Connectez-vous d’abord.",
  NOT_AVAILABLE: UNREACHABLE,
};

function inFrench(error) {
  return BY_CODE[error.extensions?.code] ?? `La demande a échoué (${error.extensions?.code ?? "erreur inconnue"}).`;
}

/** Send a letter or a picture; returns what the server has kept. `key` opens the file that it is for. */
export async function upload(kind, file, key) {
  const form = new FormData();
  form.append("kind", kind);
  form.append("file", file);
  const headers = { "X-Application-Key": key };
  const { response, body } = await send("/uploads/", { method: "POST", headers, body: form });
  if (!response.ok) throw new Refused(body.errors.map((error) => error.message).join(" "));
  return body;
}

let token = null; // what allauth wants back from pages of its own origin

/** Ask the accounts' endpoints; returns the HTTP status and the body. */
export async function accounts(method, path, data) {
  if (method !== "GET" && !token) await accounts("GET", "config");
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  if (token) headers["X-CSRFToken"] = token;
  const { response, body } = await send(`/_allauth/browser/v1/${path}`, {
    method,
    headers,
    body: data === undefined ? undefined : JSON.stringify(data),
  });
  token = response.headers.get("X-CSRFToken") ?? token;
  if (response.status === 429) throw new Refused(BY_CODE.RATE_LIMITED);
  return { status: response.status, ...body };
}

/** What the accounts' endpoints say against something. */
export function refusals(answer) {
  return (answer.errors ?? []).map((error) => error.message).join(" ") || "La demande a été refusée.";
}

/** The key of an emailed link: behind the «#», which browsers send to no server. */
export function keyOfAddress() {
  return new URLSearchParams(location.hash.slice(1)).get("cle") ?? "";
}
