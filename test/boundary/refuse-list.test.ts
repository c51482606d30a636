import { InterpreterError } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { refuseList } from '../../src/boundary/refuse-list.js';

describe('a list of objects is refused with the hint to pass its items', () => {
  test.each([{ kind: 'List' }, { kind: 'List', items: [] }, { kind: 'DeploymentList', items: [] }])(
    '%j',
    (object) => {
      expect(() => refuseList(object, 'request.object')).toThrow(InterpreterError);
      expect(() => refuseList(object, 'request.object')).toThrow(
        `request.object is a ${object.kind}, not an object: pass its items one by one`,
      );
    },
  );
});

test.each([{ kind: 'Deployment' }, { kind: 'AllowList', spec: {} }, {}, null, 'List', { items: [] }])(
  'but not %j',
  (object) => {
    expect(refuseList(object)).toBeUndefined();
  },
);
