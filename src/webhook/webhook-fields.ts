import { integer, keyed, matching, name, optional } from '../boundary/schema.js';

// The fields of a webhook by the rules of Karmada's own validation.

/** The name of a webhook. */
export const domainName = () =>
  matching(
    /^(?=.{1,253}$)[a-z\d]([-a-z\d]{0,61}[a-z\d])?(\.[a-z\d]([-a-z\d]{0,61}[a-z\d])?)+$/,
    'a domain name',
  );

/** Where a webhook is. */
export const webhookUrl = () =>
  matching(/^https:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/, 'a URL with https and without user, query or fragment');

/** The Service in front of a webhook. */
export const serviceReference = () =>
  keyed({
    namespace: name(),
    name: name(),
    path: optional(matching(/^(\/[-.a-z\d]+)*\/?$/, 'a path')),
    port: optional(integer(1, 65535)),
  });
