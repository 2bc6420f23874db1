export { type Job, type JobQueue, type Jobs, type JobsOptions, openJobs } from './jobs.ts';
export { ForgetfulRedis, keyPrefix, UnfitRedis } from './redis.ts';
