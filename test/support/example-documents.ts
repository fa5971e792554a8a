/** A price list small enough to reckon by hand: Starter is 10 + 0.02 a call, Team 100 + 0.01 a call and 12 an editor. */
export function exampleCatalog(more: object = {}) {
  return {
    version: 1,
    currency: 'USD',
    meters: [
      { id: 'calls', name: 'API calls', aggregation: 'sum', unit: { one: 'call', other: 'calls' } },
      { id: 'editors', name: 'Editors', kind: 'seats', aggregation: 'max', unit: { one: 'editor', other: 'editors' } },
    ],
    examples: [
      { name: 'Small team', quantities: { calls: '1000', editors: '2' } },
      { name: 'Busy month', quantities: { calls: '50000', editors: '9' } },
    ],
    plans: [
      examplePlan('starter', 0, '10', '0.02', '0'),
      examplePlan('team', 1, '100', '0.01', '12'),
      {
        id: 'enterprise',
        family: 'enterprise',
        rank: 2,
        name: 'Enterprise',
        interval: { unit: 'month', count: 1 },
        contact: true,
      },
    ],
    ...more,
  };
}

function examplePlan(id: string, rank: number, fee: string, perCall: string, perEditor: string) {
  return {
    id,
    family: id,
    rank,
    name: id === 'team' ? 'Team' : 'Starter',
    interval: { unit: 'month', count: 1 },
    charges: [
      { id: 'fee', name: 'Platform fee', model: 'flat', amount: fee },
      { id: 'calls', name: 'API calls', model: 'per_unit', meter: 'calls', unit_amount: perCall },
      { id: 'editors', name: 'Editors', model: 'per_unit', meter: 'editors', unit_amount: perEditor },
    ],
  };
}

/** A customer of Team on 22 November 2026: 8,000 calls and 5 editors so far. */
export function exampleAccount(more: object = {}) {
  return {
    version: 1,
    revision: 1,
    as_of: '2026-11-22T09:00:00Z',
    time_zone: 'Europe/Paris',
    currency: 'USD',
    subscription: { plan: 'team', anchor: '2026-11-01', status: 'active' },
    usage: { calls: { quantity: '8000' }, editors: { quantity: '5' } },
    tax: { behavior: 'none' },
    ...more,
  };
}
