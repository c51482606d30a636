import { generateKeyPairSync, sign } from 'node:crypto';

/** A value of ASN.1: its tag, how long it is, and what it holds. */
function der(tag: number, ...parts: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'hex') : part)),
  );
  const size = body.length.toString(16);
  const length = size.length > 2 ? size.padStart(4, '0') : size.padStart(2, '0');
  const long = body.length < 128 ? '' : size.length > 2 ? '82' : '81';
  return Buffer.concat([Buffer.from([tag]), Buffer.from(long + length, 'hex'), body]);
}

const SEQUENCE = 0x30;
const ECDSA_WITH_SHA256 = der(SEQUENCE, '06082a8648ce3d040302');
const COMMON_NAME = '0603550403';
const SUBJECT_ALT_NAME = '0603551d11';

/** A key and a certificate for `localhost` that it has signed itself; new at every call, so that none is kept. */
export function certificate(): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = der(SEQUENCE, der(0x31, der(SEQUENCE, COMMON_NAME, der(0x0c, Buffer.from('localhost')))));
  const time = (text: string) => der(0x17, Buffer.from(text));
  const names = der(SEQUENCE, der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])));
  const body = der(
    SEQUENCE,
    der(0xa0, der(0x02, '02')),
    der(0x02, '01'),
    ECDSA_WITH_SHA256,
    name,
    der(SEQUENCE, time('200101000000Z'), time('491231235959Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(SEQUENCE, der(SEQUENCE, SUBJECT_ALT_NAME, der(0x04, names)))),
  );
  const signed = der(SEQUENCE, body, ECDSA_WITH_SHA256, der(0x03, '00', sign('sha256', body, privateKey)));
  const base64 = signed.toString('base64').replace(/.{64}/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
  };
}
