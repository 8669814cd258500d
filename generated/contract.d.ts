// Made by `npm run generate` from openapi/openapi.yaml. Do not edit: change that, and run it again.

import type { ContractTypes } from './methods.js';
import type { Api, Contract, Operation, Typed } from '../src/contract.js';

/** The API without its operations, for a client of those that a program names. */
export declare const api: Api & Typed<ContractTypes>;

/** The API with all its operations. */
export declare const contract: Contract & Typed<ContractTypes>;

export declare const listIntegrations: Operation;
export declare const createIntegration: Operation;
export declare const getIntegration: Operation;
export declare const updateIntegration: Operation;
export declare const validateIntegration: Operation;
export declare const sendTestNotification: Operation;
export declare const listProviders: Operation;
