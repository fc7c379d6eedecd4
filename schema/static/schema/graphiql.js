/* Starts GraphiQL with one tab per example, or with the query that the address carries. */
(function () {
  "use strict";

  const place = document.getElementById("graphiql");
  const examples = JSON.parse(document.getElementById("graphiql-examples").textContent);

  const tabs = examples.map(({ query, variables }) => ({
    query,
    variables: variables ? JSON.stringify(variables, null, 2) : "",
  }));
  const address = new URLSearchParams(window.location.search);
  if (address.get("query")) {
    tabs.unshift({ query: address.get("query"), variables: address.get("variables") || "" });
  }

  // Tabs that a visitor left open come back from the browser's storage; those of an address must not be hidden
  // by them, nor must what others typed on a shared machine come back.
  const memory = new Map();
  const storage = {
    get length() {
      return memory.size;
    },
    getItem: (key) => (memory.has(key) ? memory.get(key) : null),
    setItem: (key, value) => memory.set(key, String(value)),
    removeItem: (key) => memory.delete(key),
    clear: () => memory.clear(),
  };

  // Just after a change of tab, GraphiQL still names the operation of the tab before.
  const send = window.GraphiQL.createFetcher({ url: place.dataset.endpoint });
  const fetcher = ({ operationName, ...request }, options) =>
    send(request.query.includes(operationName) ? { operationName, ...request } : request, options);

  window.ReactDOM.render(
    window.React.createElement(window.GraphiQL, {
      fetcher,
      defaultTabs: tabs.length ? tabs : undefined,
      storage,
      shouldPersistHeaders: false,
    }),
    place,
  );
})();
