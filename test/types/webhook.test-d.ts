// The handlers fit the platform's own requests and responses, and the whole chain of what they are mounted on.
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createInterpreter } from 'karmada-interpreter';
import {
  createFetchHandler,
  handleInterpreterContext,
  interpreterWebhookConfiguration,
  type ResourceInterpreterContext,
  reviewPolicy,
} from 'karmada-interpreter/webhook';
import { createNodeHandler } from 'karmada-interpreter/webhook/node';

export const fetchHandler: (request: Request) => Promise<Response> = createFetchHandler();
export const answered: Promise<Response> = createFetchHandler(reviewPolicy)(new Request('https://localhost'));

createHttpServer(createNodeHandler(createInterpreter()));
createHttpsServer({}, createNodeHandler(reviewPolicy, { maxBodyBytes: 1024 }));
createNodeHandler((body) => handleInterpreterContext(body));

export const context: ResourceInterpreterContext = handleInterpreterContext(undefined, createInterpreter());

// @ts-expect-error a name is needed
interpreterWebhookConfiguration({ url: 'https://localhost' });
// @ts-expect-error an interpreter is no string
createFetchHandler('Deployment');
// @ts-expect-error a review is an object
createNodeHandler((body) => String(body));
// @ts-expect-error nor is a promise an answer
createNodeHandler(async (body) => handleInterpreterContext(body));
