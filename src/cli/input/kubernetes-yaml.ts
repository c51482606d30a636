import type { CreateNodeOptions, ParseOptions, ScalarTag, SchemaOptions, Tags, ToStringOptions } from 'yaml';

/**
 * What kubectl reads otherwise than YAML 1.2: its parser still knows the booleans, octal and binary numbers of 1.1.
 *
 * @see https://github.com/kubernetes-sigs/yaml/blob/v1.4.0/goyaml.v2/resolve.go#L38-L62
 */
const OLDER: readonly ScalarTag[] = [
  {
    tag: 'tag:yaml.org,2002:bool',
    default: true,
    test: /^(?:y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF)$/,
    resolve: (text) => /^(?:y|on)/i.test(text),
  },
  {
    tag: 'tag:yaml.org,2002:int',
    default: true,
    test: /^[-+]?(?:0[0-7_]+|0b[01_]+|[1-9]\d*_[\d_]*)$/,
    resolve: (text) => {
      const digits = text.replace(/[-+_]/g, '').replace(/^0(?=[0-7])/, '0o');
      return text.startsWith('-') ? -Number(digits) : Number(digits);
    },
  },
];

/** The key by which a map takes the fields of others; where a field is called so, it has to be quoted. */
const MERGE_KEY: ScalarTag = {
  tag: 'tag:yaml.org,2002:merge',
  default: true,
  test: /^<<$/,
  resolve: (text) => text,
};

/** How manifests are read, so that kubectl and this program understand each other. */
export const KUBERNETES_YAML = {
  merge: true,
  customTags: (tags: Tags): Tags => [...OLDER, ...tags],
} as const satisfies ParseOptions & SchemaOptions;

/** The same for those that are written. */
export const WRITTEN_YAML = {
  customTags: (tags: Tags): Tags => [...OLDER, MERGE_KEY, ...tags],
  lineWidth: 0,
  aliasDuplicateObjects: false,
} as const satisfies SchemaOptions & ToStringOptions & CreateNodeOptions;
