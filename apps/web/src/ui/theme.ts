import {
  Button,
  Checkbox,
  CloseButton,
  createTheme,
  Menu,
  Popover,
  Radio,
  Select,
  Textarea,
  TextInput,
} from '@mantine/core';

const SIZE = 'duban.type-size';
export const TYPE_SIZES = ['normal', 'large', 'larger'] as const;
export type TypeSize = (typeof TYPE_SIZES)[number];

/** Dense, quiet, without motion; what is not said here is Mantine's. Colours stand in tokens.css. */
export const theme = createTheme({
  defaultRadius: 'sm',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: 'xs', fz: 'sm', fw: 500 } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'sm' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'sm', autosize: true, minRows: 3 } }),
    Select: Select.extend({ defaultProps: { size: 'sm', comboboxProps: { transitionProps: { duration: 0 } } } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'sm' } }),
    Radio: Radio.extend({ defaultProps: { size: 'sm' } }),
    CloseButton: CloseButton.extend({ defaultProps: { size: 'md' } }),
    Menu: Menu.extend({
      defaultProps: {
        transitionProps: { duration: 0 },
        shadow: 'md',
        withinPortal: false,
        withInitialFocusPlaceholder: false,
      },
    }),
    Popover: Popover.extend({ defaultProps: { transitionProps: { duration: 0 }, shadow: 'md', withinPortal: false } }),
  },
});

export function presentTypeSize(): TypeSize {
  return TYPE_SIZES.find((size) => size === localStorage.getItem(SIZE)) ?? 'normal';
}

export function setTypeSize(size: TypeSize): void {
  localStorage.setItem(SIZE, size);
  document.documentElement.dataset.typeSize = size;
}
