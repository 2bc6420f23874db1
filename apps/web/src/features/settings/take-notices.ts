import type { AddPushSubscription } from '#libs/contracts';

/** Receives notices while no page is open; it stands beside the pages, so that its address is theirs. */
const WORKER = '/notices.js';

type Given = { readonly subscription: AddPushSubscription } | { readonly refused: 'denied' | 'failed' };

/** False where pages are not served safely, and in browsers that know no notices. */
export function canTakeNotices(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
}

/** Asks the person, and then their browser, to take notices signed with this key (base64url). */
export async function askForNotices(key: string): Promise<Given> {
  if ((await Notification.requestPermission()) !== 'granted') return { refused: 'denied' };
  try {
    const { pushManager } = await navigator.serviceWorker.register(WORKER).then(() => navigator.serviceWorker.ready);
    const found = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    return { subscription: found.toJSON() as AddPushSubscription };
  } catch {
    return { refused: 'failed' };
  }
}
