// Clients as their makers ship them: node clients.mjs http://127.0.0.1:8000/graphql/
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { ApolloClient, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { Client, cacheExchange, fetchExchange } from "@urql/core";

const url = process.argv[2];

// Unknown to the server until now, so that a persisted query is really asked for twice.
const document = (nonce) => gql`query Rules${nonce}($id: ID!) { rules { id kind } node(id: $id) { id } }`;
const nonce = () => `N${Date.now()}${Math.floor(Math.random() * 1e9)}`;
const variables = { id: "bm9uZTow" };
const sha256 = (text) => createHash("sha256").update(text).digest("hex");

/** A fetch that remembers what was sent. */
function recorder() {
  const sent = [];
  const recording = async (input, init = {}) => {
    const response = await fetch(input, init);
    sent.push({ method: init.method ?? "GET", url: String(input), body: init.body, status: response.status });
    return response;
  };
  return { sent, recording };
}

function check(data) {
  assert.ok(data.rules.length > 0, "no rules came back");
  assert.equal(data.node, null);
}

async function apollo({ get = false, persisted = false, times = 1 }) {
  const { sent, recording } = recorder();
  const http = new HttpLink({ uri: url, fetch: recording, useGETForQueries: get });
  const link = persisted ? new PersistedQueryLink({ sha256, useGETForHashedQueries: get }).concat(http) : http;
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  const query = document(nonce());
  for (let time = 0; time < times; time += 1) {
    const { data } = await client.query({ query, variables, fetchPolicy: "network-only" });
    check(data);
  }
  return sent;
}

async function urql({ get = false }) {
  const { sent, recording } = recorder();
  const client = new Client({
    url,
    fetch: recording,
    preferGetMethod: get ? "force" : false,
    exchanges: [cacheExchange, fetchExchange],
  });
  const { data, error } = await client.query(document(nonce()), variables).toPromise();
  assert.ifError(error);
  check(data);
  return sent;
}

const methods = (sent) => sent.map((request) => request.method).join(" ");

async function accept(header, expected) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: header },
    body: JSON.stringify({ query: "{ __typename }" }),
  });
  assert.equal(response.headers.get("content-type"), `${expected}; charset=utf-8`);
}

const cases = {
  "Apollo Client, POST": async () => assert.equal(methods(await apollo({})), "POST"),
  "Apollo Client, GET": async () => assert.equal(methods(await apollo({ get: true })), "GET"),
  "Apollo Client, persisted queries over POST": async () => {
    const sent = await apollo({ persisted: true, times: 2 });
    assert.equal(methods(sent), "POST POST POST");
    assert.ok(!JSON.parse(sent[2].body).query, "the text was sent again");
  },
  "Apollo Client, persisted queries over GET": async () => {
    const sent = await apollo({ persisted: true, get: true, times: 2 });
    assert.equal(methods(sent), "GET GET GET");
    assert.ok(!new URL(sent[2].url).searchParams.has("query"), "the text was sent again");
  },
  "urql, POST": async () => assert.equal(methods(await urql({})), "POST"),
  "urql, GET": async () => assert.equal(methods(await urql({ get: true })), "GET"),
  "Accept negotiation": async () => {
    await accept("application/graphql-response+json, application/json;q=0.9", "application/graphql-response+json");
    await accept("application/json", "application/json");
    await accept("*/*", "application/json");
  },
};

let failures = 0;
for (const [name, run] of Object.entries(cases)) {
  try {
    await run();
    console.log(`ok     ${name}`);
  } catch (error) {
    failures += 1;
    console.log(`FAILED ${name}: ${error.stack}`);
  }
}
const total = Object.keys(cases).length;
console.log(`clients: ${total - failures} of ${total}`);
process.exitCode = failures ? 1 : 0;
