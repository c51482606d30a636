export { createNodeHandler, type NodeRequest, type NodeResponse } from './create-node-handler.js';
