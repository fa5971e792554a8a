export * from './client.ts';
export * from './environment.ts';
export { readJson } from './read-json.ts';
export { RequestError, type RequestErrorOptions, type RequestFailure } from './request-error.ts';
export { createStaticResource, type Resource, type ResourceState } from './resource.ts';
export type { Token, TokenFunction } from './token.ts';
