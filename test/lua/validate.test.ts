import { validateCustomization } from 'karmada-interpreter/lua';
import { describe, expect, test } from 'vitest';

const of = (customizations: object) => ({
  metadata: { name: 'c' },
  spec: { target: { apiVersion: 'a.example.org/v1', kind: 'A' }, customizations },
});
const health = (luaScript: string) => of({ healthInterpretation: { luaScript } });
const messagesOf = (customization: object) =>
  validateCustomization(customization).map(({ message }) => message);

describe('validateCustomization', () => {
  test('has nothing to say of what is right', () => {
    expect(
      validateCustomization(health('function InterpretHealth(o) return o.status.ready == true end')),
    ).toEqual([]);
  });

  test.each([
    [
      'function interpretHealth(o) return true end',
      'the function InterpretHealth is missing, so that every call fails: there is interpretHealth',
    ],
    [
      'function InterpretHealth(o) return wanted end',
      /^the global name wanted is read, but nothing in the script sets it/,
    ],
    [
      'local function spare() end function InterpretHealth(o) return true end',
      'the function spare is never called',
    ],
    ['function InterpretHealth(o) return os.time() > 5 end', /^os\.time without a time asks the clock/],
    [
      'function InterpretHealth(o) return math.random() > 0 end',
      /^math\.random gives another answer each time/,
    ],
    [
      'function InterpretHealth(o) return (o.a:gsub("a", "b")) == "b" end',
      'string.gsub is refused by Karmada',
    ],
    [
      'local random = math.random function InterpretHealth(o) return random() > 0 end',
      /^math\.random gives another answer each time/,
    ],
    [
      'function InterpretHealth(o) return string.fomat("%d", 1) == "1" end',
      'string.fomat is not there: did you mean format?',
    ],
    ['function InterpretHealth(o) return os.clock() > 0 end', 'os.clock is not there'],
    [
      'local k = require("kube") function InterpretHealth(o) return k.resourceAd(o.a) == "1" end',
      'kube.resourceAd is not there: did you mean resourceAdd?',
    ],
    [
      'local function InterpretHealth(o) return true end',
      'the function InterpretHealth is missing, so that every call fails: it is local',
    ],
  ])('warns of %s', (script, message) => {
    const faults = validateCustomization(health(script));
    expect(faults.map(({ severity }) => severity)).toContain('warning');
    expect(faults.map((fault) => fault.message)).toContainEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    );
  });

  test('warns of keys that no operation has, and of empty scripts', () => {
    expect(messagesOf(of({ health: {}, retention: { luaScript: '' } }))).toEqual([
      expect.stringMatching(/^no operation has this key: there are retention, /),
      'is empty, so that it counts as absent',
    ]);
  });

  test('says nothing of libraries that a script extends', () => {
    const script =
      'string.trim = function(s) return s end local os = {} function InterpretHealth(o) return string.trim(o.a) == os.clock end';
    expect(messagesOf(health(script))).toEqual([]);
    const own =
      'print = function(s) return s end string.gsub = print function InterpretHealth(o) return print(o.a):gsub("a") == 1 end';
    expect(messagesOf(health(own))).toEqual([]);
  });

  test('warns of a customization without scripts', () => {
    expect(messagesOf(of({}))).toEqual(['has no script']);
  });

  test('says where a script does not compile', () => {
    expect(validateCustomization(health('function InterpretHealth(o)\n  return +\nend'))).toEqual([
      {
        path: 'spec.customizations.healthInterpretation.luaScript',
        severity: 'error',
        message: expect.stringContaining("near '+':   syntax error"),
        line: 2,
      },
    ]);
  });

  test('looks through scripts however deep they are, or says that they are too deep', () => {
    for (let depth = 7000; depth < 12_000; depth += 500) {
      const messages = messagesOf(
        health(`function InterpretHealth(o) return ${'o.a and '.repeat(depth)} wanted end`),
      );
      expect(messages).toEqual([
        expect.stringMatching(/^the global name wanted is read|chunk has too many syntax levels\s*$/),
      ]);
    }
  });

  test('says what is no customization', () => {
    expect(validateCustomization({ metadata: { name: 'c' } })).toEqual([
      {
        path: 'spec.target.apiVersion',
        severity: 'error',
        message: 'spec.target.apiVersion is missing, not an API version',
      },
      { path: 'spec.target.kind', severity: 'error', message: 'spec.target.kind is missing, not a kind' },
    ]);
    expect(messagesOf([])).toEqual(['customization is a list of 0, not a ResourceInterpreterCustomization']);
    expect(messagesOf(of({ retention: 5, replicaResource: { luaScript: 5 } }))).toEqual([
      'spec.customizations.retention is 5, not an object',
      'spec.customizations.replicaResource.luaScript is 5, not a text',
    ]);
  });

  test('says what a key was meant to be, and where it stands', () => {
    const misspelt = of({
      retenton: { luaScript: '' },
      retention: { 'lua.Script': 'function Retain() end' },
    });
    expect(validateCustomization(misspelt)).toEqual([
      {
        path: 'spec.customizations.retenton',
        severity: 'warning',
        message: 'no operation has this key: did you mean retention?',
      },
      {
        path: "spec.customizations.retention['lua.Script']",
        severity: 'warning',
        message: 'no script has this key: did you mean luaScript?',
      },
      {
        path: 'spec.customizations.retention.luaScript',
        severity: 'warning',
        message: 'is empty, so that it counts as absent',
      },
    ]);
  });
});
