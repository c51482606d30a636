import { defineComponent, h, onBeforeUnmount, onMounted, ref } from 'vue';

/** The page of the playground: all that it does is loaded with it, and runs in the reader's browser. */
export const PlaygroundPage = defineComponent({
  name: 'PlaygroundPage',
  setup() {
    const host = ref<HTMLElement>();
    let unmount = () => {};
    onMounted(async () => {
      const { mountPlayground } = await import('../../playground/mount-playground.js');
      if (host.value) unmount = mountPlayground(host.value);
    });
    onBeforeUnmount(() => unmount());
    return () =>
      h('main', { class: 'playground' }, [
        h('h1', 'Playground'),
        h('p', { class: 'lead' }, [
          'Objects as YAML on one side, what the library says of them on the other. ',
          'Everything runs in this browser; nothing is sent anywhere.',
        ]),
        h('div', { ref: host, class: 'playground-host' }, [
          h('noscript', 'The playground needs JavaScript.'),
        ]),
      ]);
  },
});
