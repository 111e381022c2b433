// Who can sign in, and which programs have tokens of their own. Ids are the same in each tenant; only their tenant differs.
export const DASHBOARD = "0a5bd0a2-4d5c-4b1a-9c55-000000000001";
export const SECRET = "a-secret-of-the-tests-only";
export const TENANTS = ["11111111-aaaa-4bbb-8ccc-000000000001", "22222222-aaaa-4bbb-8ccc-000000000002"];
export const GROUP = "99999999-aaaa-4bbb-8ccc-000000000009";

const person = (number, name, roles, more = {}) => ({
  oid: `3333333${number}-aaaa-4bbb-8ccc-00000000000${number}`,
  name,
  preferred_username: `${name.split(" ")[0].toLowerCase()}@example.com`,
  roles,
  ...more,
});

export const people = {
  rita: person(1, "Rita Reader", ["Reader"]),
  sam: person(2, "Sam Security", ["Reader", "Security"]),
  amin: person(3, "Amin Admin", ["Reader", "Admin"]),
  nora: person(4, "Nora Norole", undefined),
  mona: person(5, "Mona Monitor", ["Monitor", "SomebodyElsesRole"]),
  // Too many groups: the token points to Microsoft Graph instead of naming them.
  olaf: person(6, "Olaf Overage", ["Reader"], { _claim_names: { groups: "src1" }, _claim_sources: { src1: { endpoint: "https://graph.example/getMemberObjects" } } }),
  omar: { ...person(6, "Omar Overage", undefined, { hasgroups: true }), oid: "88888888-aaaa-4bbb-8ccc-000000000001" },
  grit: person(7, "Grit Group", ["Reader"], { groups: [GROUP] }),
  // Vouched for by this provider, and yet of another tenant.
  tess: person(8, "Tess Tenant", ["Reader", "Admin"], { tid: "44444444-aaaa-4bbb-8ccc-000000000004" }),
  ines: person(9, "Ines Idless", ["Reader"], { oid: undefined }),
};

export const machines = {
  scraper: { id: "55555555-aaaa-4bbb-8ccc-000000000001", roles: ["Monitor"] },
  reader: { id: "55555555-aaaa-4bbb-8ccc-000000000002", roles: ["Reader"] },
  runner: { id: "55555555-aaaa-4bbb-8ccc-000000000003", roles: ["Reader", "Security"] },
  ingest: { id: "55555555-aaaa-4bbb-8ccc-000000000004", roles: ["Ingest"] },
};

// For each role somebody with that role alone, and somebody who is a Reader beside it: sign in as only-finops, reader-and-finops …
const roles = ["Reader", "FinOps", "Security", "RiskApprover", "Auditor", "Admin", "AppOwner", "Ingest", "Monitor"];
roles.forEach((role, index) => {
  const of = (kind, all) => ({ oid: `7777777${kind}-aaaa-4bbb-8ccc-00000000000${index}`, name: `${role} ${kind}`, preferred_username: `${role}${kind}@example.com`.toLowerCase(), roles: all });
  people[`only-${role.toLowerCase()}`] = of(1, [role]);
  if (role !== "Reader") people[`reader-and-${role.toLowerCase()}`] = of(2, ["Reader", role]);
});
