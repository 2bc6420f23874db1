export { type Job, type JobQueue, type Jobs, type JobsOptions, openJobs } from './jobs.ts';
export { UnfitRedis } from './redis.ts';
