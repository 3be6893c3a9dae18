import { cookies } from 'next/headers';

// Stands in for your own login: here whoever asks for a name is taken for it. The ids are those that Polar knows as
// external customer ids.
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
