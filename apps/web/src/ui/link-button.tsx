import { Button, type ButtonProps } from '@mantine/core';
import { createLink, type LinkComponent } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type Props = ButtonProps &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof ButtonProps> & { ref?: Ref<HTMLAnchorElement> };

function AnchorButton(props: Props) {
  return <Button component="a" {...props} />;
}
const Linked = createLink(AnchorButton);

/** A link to another page that looks like a button, with its address checked by the compiler. */
export const LinkButton: LinkComponent<typeof AnchorButton> = (props) => <Linked {...props} />;
