/**
 * What the SDK's clients import in place of their chain of credential providers when they are bundled for Lambda. Lambda
 * puts the role's credentials into the environment and nowhere else; profiles, SSO, instance metadata and the like are
 * 110 KB of every bundle and 10 ms of every cold start for places that a function must not look in anyway.
 */
export const defaultProvider = () => async () => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) throw new Error('The environment holds no credentials.');
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
  };
};
