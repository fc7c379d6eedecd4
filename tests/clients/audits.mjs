// The audits of the GraphQL-over-HTTP specification: node audits.mjs http://127.0.0.1:8000/graphql/
import { auditServer } from "graphql-http";

const url = process.argv[2];
const results = await auditServer({ url });
const failed = results.filter((result) => result.status !== "ok");
for (const { id, name, status, reason } of failed) console.log(`${status} ${id} ${name}: ${reason}`);
console.log(`audits: ${results.length - failed.length} of ${results.length}`);
process.exitCode = failed.length ? 1 : 0;
