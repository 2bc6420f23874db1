// Shows the notices that the server sends to this browser, also while no page of it is open. What it gets is
// { id, title, body, url }; a repeat has the same id and takes the place of the notice before.
self.addEventListener('push', (event) => {
  const { id, title, body, url } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body, tag: id, icon: '/icon.svg', data: { url } }));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { href } = new URL(event.notification.data.url, self.location.origin);
  event.waitUntil(
    self.clients.matchAll({ type: 'window' }).then((pages) => {
      const open = pages.find((page) => page.url.startsWith(self.location.origin));
      return open ? open.focus().then((page) => page.navigate(href)) : self.clients.openWindow(href);
    }),
  );
});
