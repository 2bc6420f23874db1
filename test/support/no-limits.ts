/** For servers whose tests send more in a minute than any person does; requests are counted all the same. */
export const NO_LIMITS = {
  REQUESTS_PER_PERSON: '1000000000',
  REQUESTS_PER_ADDRESS: '1000000000',
  SIGN_INS_PER_ADDRESS: '1000000000',
};
