import { cookies } from 'next/headers';

// Replace this with your own login: it lets anyone sign in as any user. The ids are external customer ids at Polar.
export const users = [
  { id: 'ada', name: 'Ada' },
  { id: 'bo', name: 'Bo' },
];

export async function signedInUser() {
  const id = (await cookies()).get('user')?.value;
  return users.find((user) => user.id === id) ?? null;
}

export async function signIn(form: FormData) {
  'use server';
  const user = users.find(({ id }) => id === form.get('user'));
  if (user) (await cookies()).set('user', user.id, { httpOnly: true, sameSite: 'lax' });
}

export async function signOut() {
  'use server';
  (await cookies()).delete('user');
}
