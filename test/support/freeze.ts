export { deepFreeze } from 'karmada-interpreter/testing';
