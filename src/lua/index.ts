export { type CustomizationsOptions, compileCustomizations } from './customization/compile-customizations.js';
export { type DeclarationDraft, declarationOf } from './customization/declaration-of.js';
export { type CustomizationFault, validateCustomization } from './customization/validate-customization.js';
export { LuaError, type LuaErrorPlace } from './lua-error.js';
export { type RunLuaOptions, runLua } from './run-lua.js';
export type { LuaOptions } from './run-options.js';
